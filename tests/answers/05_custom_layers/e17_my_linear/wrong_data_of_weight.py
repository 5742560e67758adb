"""Thought: the product should use the numbers only. The bias learns, the weight never does.

misconception: data_is_the_value
check: test_a_step_between_two_layers
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
        return F.relu(X @ self.weight.data + self.bias)
