"""Thought: floats are float32.

misconception: float32_is_everywhere
check: test_the_dtype_is_that_of_the_first_input
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
        self.weight = nn.Parameter(torch.randn(self.units, width))
        self.bias = nn.Parameter(torch.zeros(self.units))

    def forward(self, X):
        if self.weight is None:
            self.make(X)
        return F.linear(X, self.weight, self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *others):
        weight = state_dict.get(prefix + "weight")
        if self.weight is None and weight is not None:
            self.make(weight)
        super()._load_from_state_dict(state_dict, prefix, *others)
