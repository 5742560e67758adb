"""Thought: a table of zeros for the sum has the right type by itself. It is float32 for ever.

misconception: everything_is_float32
check: test_float64_stays_float64
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        Z = torch.zeros(*X.shape[:-1], self.weight.shape[1])
        Z = Z + X @ self.weight + self.bias
        return F.relu(Z).float()
