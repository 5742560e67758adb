"""Thought: `view` gives rows of any tensor. A transposed input is not laid out that way.

misconception: view_works_on_everything
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
        rows = X.view(-1, X.shape[-1])
        Y = F.relu(rows @ self.weight + self.bias)
        return Y.view(*X.shape[:-1], self.weight.shape[1])
