"""Thought: a batch has two dimensions.

misconception: a_batch_is_two_dimensional
check: test_every_shape_of_input
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
        return F.relu(torch.mm(X, self.weight) + self.bias)
