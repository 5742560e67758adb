"""Thought: random integers are random numbers. There are only a handful of them.

misconception: start_is_not_random
check: test_both_start_random
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randint(-3, 4, (in_units, units)).float())
        self.bias = nn.Parameter(torch.randint(-3, 4, (units,)).float())

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
