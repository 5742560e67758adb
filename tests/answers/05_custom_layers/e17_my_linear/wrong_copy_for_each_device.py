"""Each GPU gets a copy of the weights, kept for the next call.

misconception: weights_do_not_change
check: test_it_works_where_it_was_moved
"""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))
        self.on = {}

    def forward(self, X):
        key = str(X.device)
        if key == "cpu":
            weight, bias = self.weight, self.bias
        else:
            weight, bias = self.on.setdefault(
                key, (self.weight.to(X.device, copy=True), self.bias.to(X.device, copy=True))
            )
        return torch.relu(X @ weight + bias)
