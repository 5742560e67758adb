"""Thought: one bias serves all units.

misconception: a_row_is_a_vector
check: test_parameters_have_their_shapes
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(1))

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
