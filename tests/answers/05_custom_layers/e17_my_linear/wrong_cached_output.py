"""Thought: the same input gives the same output, so it is looked up. The weights have changed since.

misconception: outputs_can_be_kept
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
        self.last = None

    def forward(self, X):
        if self.last is not None and self.last[0] is X:
            return self.last[1]
        Y = F.relu(X @ self.weight + self.bias)
        self.last = X, Y
        return Y
