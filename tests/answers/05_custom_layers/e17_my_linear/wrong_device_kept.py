"""The device is looked up when the layer is made, and X is brought there.

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
        self.device = self.weight.device

    def forward(self, X):
        return torch.relu(X.to(self.device) @ self.weight + self.bias)
