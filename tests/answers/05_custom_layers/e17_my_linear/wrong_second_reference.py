"""Thought: a list of the two Parameters follows them. A Parameter that is assigned later is not in it,
and a copy of the layer keeps it in step only by luck.

misconception: weights_do_not_change
check: test_every_call_uses_the_weights_as_they_are
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))
        self.pair = [self.weight, self.bias]

    def forward(self, X):
        weight, bias = self.pair
        return F.relu(X @ weight + bias)
