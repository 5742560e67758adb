"""The zeros of ReLU are made once, and kept as an attribute.

misconception: what_the_layer_meets_follows_it
check: test_it_works_where_it_was_moved
"""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))
        self.zero = torch.zeros(units)

    def forward(self, X):
        return torch.maximum(X @ self.weight + self.bias, self.zero.to(X.dtype))
