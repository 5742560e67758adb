"""Thought: nets compute in float32. Half of the digits of float64 are lost.

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
        Y = F.relu(X.float() @ self.weight.float() + self.bias.float())
        return Y.to(X.dtype)
