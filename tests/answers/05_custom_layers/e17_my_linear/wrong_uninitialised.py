"""Thought: `torch.empty` is random enough. It is whatever lay in memory, often zeros.

misconception: start_is_not_random
check: test_both_start_random
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(in_units, units).fill_(0))
        self.bias = nn.Parameter(torch.empty(units).fill_(0))

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
