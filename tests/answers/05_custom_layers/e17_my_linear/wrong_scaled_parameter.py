"""Thought: a Parameter times a number is a Parameter. The product is a plain tensor.

misconception: requires_grad_makes_a_parameter
check: test_two_parameters_and_nothing_else
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units)) * 0.1
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
