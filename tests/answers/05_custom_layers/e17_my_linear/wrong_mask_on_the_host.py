"""ReLU is a product with a mask, made without a word about where.

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

    def forward(self, X):
        Y = X @ self.weight + self.bias
        mask = torch.zeros(Y.shape, dtype=Y.dtype)
        mask[Y > 0] = 1
        return Y * mask
