"""Thought: the weight can be prepared at the first call and kept. Later writes are not seen.

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
        self.turned = None

    def forward(self, X):
        if self.turned is None:
            self.turned = self.weight.t().clone()
        return F.relu(F.linear(X, self.turned, self.bias))
