"""Thought: `requires_grad=True` makes a Parameter. No net ever sees it.

misconception: requires_grad_makes_a_parameter
check: test_two_parameters_and_nothing_else
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = torch.randn(in_units, units, requires_grad=True)
        self.bias = torch.randn(units, requires_grad=True)

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
