"""Thought: a list of Parameters is a Parameter. The net does not look into plain lists.

misconception: requires_grad_makes_a_parameter
check: test_two_parameters_and_nothing_else
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.numbers = [nn.Parameter(torch.randn(in_units, units)), nn.Parameter(torch.randn(units))]

    def forward(self, X):
        weight, bias = self.numbers
        return F.relu(X @ weight + bias)

    @property
    def weight(self):
        return self.numbers[0]

    @property
    def bias(self):
        return self.numbers[1]
