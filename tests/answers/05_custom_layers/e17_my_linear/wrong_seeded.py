"""Thought: a fixed seed makes results repeatable. All layers start alike, and the caller's random
numbers repeat.

misconception: seeding_is_harmless
check: test_both_start_random
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        torch.manual_seed(0)
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
