"""Thought: the layer makes sure that it learns, even where the caller said no.

misconception: grad_mode_is_mine
check: test_modes_change_nothing
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
        with torch.enable_grad():
            return F.relu(X @ self.weight + self.bias)
