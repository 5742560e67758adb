"""Thought: one random column for all units is random. All units are alike.

misconception: start_is_not_random
check: test_both_start_random
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, 1).repeat(1, units))
        self.bias = nn.Parameter(torch.randn(1).repeat(units))

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
