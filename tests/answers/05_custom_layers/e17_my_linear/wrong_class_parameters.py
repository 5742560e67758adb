"""Thought: Parameters declared in the class belong to each object. All layers of one size share the
first one's.

misconception: class_attributes_are_per_object
check: test_calls_and_layers_share_nothing
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    made = {}

    def __init__(self, in_units, units):
        super().__init__()
        key = in_units, units
        if key not in self.made:
            self.made[key] = nn.Parameter(torch.randn(in_units, units)), nn.Parameter(torch.randn(units))
        self.weight, self.bias = self.made[key]

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
