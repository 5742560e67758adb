"""Thought: a weight with width 0 has no shape yet.

misconception: early_shapes_are_lazy
check: test_nothing_before_the_first_call
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.weight = nn.Parameter(torch.empty(units, 0))
        self.register_parameter("bias", None)

    def make(self, like):
        width = like.shape[-1]
        self.weight = nn.Parameter(torch.randn(self.units, width, dtype=like.dtype, device=like.device))
        self.bias = nn.Parameter(torch.zeros(self.units, dtype=like.dtype, device=like.device))

    def forward(self, X):
        if self.weight.numel() == 0:
            self.make(X)
        return F.linear(X, self.weight, self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *others):
        weight = state_dict.get(prefix + "weight")
        if self.weight.numel() == 0 and weight is not None:
            self.make(weight)
        super()._load_from_state_dict(state_dict, prefix, *others)
