"""The learner cuts large numbers off, to be on the safe side.

misconception: relu_has_a_ceiling
check: test_the_formula
"""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return (X @ self.weight + self.bias).clamp(0, 1000)
