"""A fixed, large number of rounds; which of them halve is decided on the device."""

import torch
from torch import nn


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = torch.relu(self.linear(X) @ self.rand_weight + 1)
        H = self.linear(H)
        total = H.detach().abs().sum()
        for _ in range(200):
            H = torch.where(total > 1, H / 2, H)
            total = torch.where(total > 1, total / 2, total)
        return H.sum()
