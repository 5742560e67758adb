"""Thought: one random row for all inputs is random. Every input weighs the same.

misconception: start_is_not_random
check: test_both_start_random
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(units).repeat(in_units, 1))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
