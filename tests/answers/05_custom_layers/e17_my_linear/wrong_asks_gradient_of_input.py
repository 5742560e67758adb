"""Thought: the input must require a gradient for backward to work.

misconception: inputs_are_mine
check: test_calls_and_layers_share_nothing
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
        X.requires_grad_(True)
        return F.relu(X @ self.weight + self.bias)
