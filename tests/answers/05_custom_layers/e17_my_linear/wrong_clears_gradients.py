"""Thought: every forward pass begins with clean gradients. What waited there is lost.

misconception: forward_clears_gradients
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
        self.weight.grad = None
        self.bias.grad = None
        return F.relu(X @ self.weight + self.bias)
