"""Thought: a larger gradient learns faster, and the value stays.

misconception: another_gradient
check: test_gradients_are_those_of_the_formula
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
        W = 2 * self.weight - self.weight.detach()
        return F.relu(X @ W + self.bias)
