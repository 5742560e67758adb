"""Thought: a layer that learns needs dropout.

misconception: training_is_another_formula
check: test_the_formula
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
        return F.dropout(F.relu(X @ self.weight + self.bias), 0.1, self.training)
