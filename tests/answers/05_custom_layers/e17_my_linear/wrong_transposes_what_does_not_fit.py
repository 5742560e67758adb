"""Thought: an input that stands the wrong way can be turned. A square batch, or one sample of width 1,
is turned for nothing.

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
        if X.dim() == 2 and X.shape[0] == self.weight.shape[0]:
            X = X.T
        return F.relu(X @ self.weight + self.bias)
