"""Thought: the layer makes sure that it learns. The caller's grad mode is switched, for good.

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
        torch.set_grad_enabled(True)
        return F.relu(X @ self.weight + self.bias)
