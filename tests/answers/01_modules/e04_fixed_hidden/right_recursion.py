"""The loop is a function that calls itself, the relu a layer, the constant a frozen copy."""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.linear = nn.Linear(size, size)
        self.relu = nn.ReLU()
        self.register_buffer("rand_weight", nn.Parameter(torch.rand(size, size)).detach().clone())

    def forward(self, X):
        H = self.linear(self.relu(torch.add(self.linear(X) @ self.rand_weight, 1)))
        return self.small(H).sum()

    def small(self, H):
        return self.small(H / 2) if H.abs().sum() > 1 else H
