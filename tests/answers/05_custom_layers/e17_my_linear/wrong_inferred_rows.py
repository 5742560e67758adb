"""Thought: -1 always finds the missing size. In an empty batch it cannot.

misconception: a_batch_has_rows
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
        Y = F.relu(X.reshape(-1, X.shape[-1]) @ self.weight + self.bias)
        return Y.reshape(*X.shape[:-1], -1)
