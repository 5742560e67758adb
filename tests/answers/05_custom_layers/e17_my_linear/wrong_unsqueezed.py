"""Thought: a single vector is a batch of 1, and stays one.

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
        if X.dim() == 1:
            X = X.unsqueeze(0)
        return F.relu(X @ self.weight + self.bias)
