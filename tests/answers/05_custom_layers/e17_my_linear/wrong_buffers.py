"""Thought: a registered tensor is a Parameter. A buffer is saved, but not trained.

misconception: requires_grad_makes_a_parameter
check: test_it_learns_a_line
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.register_buffer("weight", torch.randn(in_units, units))
        self.register_buffer("bias", torch.randn(units))

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
