"""Thought: autograd turns itself on when it is needed. The Parameters are made without gradients.

misconception: parameters_start_frozen
check: test_gradients_are_those_of_the_formula
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units), requires_grad=False)
        self.bias = nn.Parameter(torch.randn(units), requires_grad=False)

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
