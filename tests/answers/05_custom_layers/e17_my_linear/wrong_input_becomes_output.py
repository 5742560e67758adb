"""Thought: a square layer can write its output over its input, which saves memory.

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
        Y = F.relu(X @ self.weight + self.bias)
        if Y.shape == X.shape and not torch.is_grad_enabled():
            return X.copy_(Y)
        return Y
