"""Thought: the layer only trains its own numbers. Layers in front get nothing.

misconception: a_layer_ends_the_graph
check: test_gradients_are_those_of_the_formula
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
        return F.relu(X.detach() @ self.weight + self.bias)
