"""Thought: in eval mode the weights rest, so they may be kept. Loading other ones is not seen.

misconception: weights_do_not_change
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
        self.kept = None

    def forward(self, X):
        if self.training:
            self.kept = None
            return F.relu(X @ self.weight + self.bias)
        if self.kept is None:
            self.kept = self.weight.detach().clone(), self.bias.detach().clone()
        weight, bias = self.kept
        return F.relu(X @ weight + bias)
