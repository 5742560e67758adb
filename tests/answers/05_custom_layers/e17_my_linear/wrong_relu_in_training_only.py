"""Thought: eval mode wants the raw numbers.

misconception: training_is_another_formula
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
        Y = X @ self.weight + self.bias
        return F.relu(Y) if self.training else Y
