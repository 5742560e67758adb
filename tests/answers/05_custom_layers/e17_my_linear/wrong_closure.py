"""Thought: forward can be a function made in `__init__`. A deep copy of the layer computes with the
weights of the original.

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
        self.compute = lambda X: F.relu(X @ self.weight + self.bias)

    def forward(self, X):
        return self.compute(X)
