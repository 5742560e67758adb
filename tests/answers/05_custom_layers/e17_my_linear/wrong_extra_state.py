"""Thought: a count of the calls is handy and harmless. It is saved with the layer, and files without
it do not load.

misconception: extra_state_is_harmless
check: test_two_parameters_and_nothing_else
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))
        self.register_buffer("calls", torch.zeros(()))

    def forward(self, X):
        self.calls += 1
        return F.relu(X @ self.weight + self.bias)
