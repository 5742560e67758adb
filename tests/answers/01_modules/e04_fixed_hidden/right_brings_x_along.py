"""X is brought to where the constant is now."""

import torch
from torch import nn


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        X = X.to(self.rand_weight.device)
        H = self.linear(X)
        H = torch.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
