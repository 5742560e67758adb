"""Thought: every row by itself, then stacked. There is nothing to stack in an empty batch.

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
        if X.dim() == 1:
            return F.relu(X @ self.weight + self.bias)
        return torch.stack([self.forward(row) for row in X])
