"""Divided by a power of two that depends on H with gradient.

misconception: right_values_are_enough
check: test_gradients
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        size = H.abs().sum()
        target = size.detach().clone()
        while target > 1:
            target = target / 2
        H = H * target / size
        return H.sum()
