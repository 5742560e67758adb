"""Thought: ReLU makes numbers positive. It takes the absolute value.

misconception: another_activation
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
        return (X @ self.weight + self.bias).abs()
