"""Thought: the names are mine to choose. Nothing that looks for `weight` and `bias` finds them.

misconception: names_are_free
check: test_two_parameters_and_nothing_else
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.w = nn.Parameter(torch.randn(in_units, units))
        self.b = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return F.relu(X @ self.w + self.b)
