"""Thought: weights do not change, so the transposed one can be kept.

misconception: weights_do_not_change
check: test_the_formula
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))
        self._weight = self.weight.detach().clone()

    def forward(self, X):
        return F.relu(X @ self._weight + self.bias)
