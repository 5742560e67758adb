"""Thought: nobody loads what is not there yet.

misconception: loading_needs_a_call
check: test_a_checkpoint_before_the_first_call
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.register_parameter("weight", None)
        self.register_parameter("bias", None)

    def make(self, like):
        width = like.shape[-1]
        self.weight = nn.Parameter(torch.randn(self.units, width, dtype=like.dtype, device=like.device))
        self.bias = nn.Parameter(torch.zeros(self.units, dtype=like.dtype, device=like.device))

    def forward(self, X):
        if self.weight is None:
            self.make(X)
        return F.linear(X, self.weight, self.bias)
