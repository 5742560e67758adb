"""Thought: `addmm` is the whole layer in one call. It takes matrices only.

misconception: a_batch_is_two_dimensional
check: test_every_shape_of_input
"""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return torch.addmm(self.bias, X, self.weight).relu()
