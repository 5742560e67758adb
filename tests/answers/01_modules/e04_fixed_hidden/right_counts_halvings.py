"""Counts the halvings on a plain number, and divides once by a power of two."""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = self.linear(F.relu(self.linear(X) @ self.rand_weight + 1))
        size, times = H.detach().abs().sum(), 0
        while size > 1:
            size, times = size / 2, times + 1
        return H.sum() / 2**times
