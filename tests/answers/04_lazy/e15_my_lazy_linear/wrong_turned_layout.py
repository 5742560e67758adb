"""Thought: the weight is (width, units), as the product wants it.

misconception: layout_is_free
check: test_the_first_call_settles_the_shapes
"""

import torch
from torch import nn


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.register_parameter("weight", None)
        self.register_parameter("bias", None)

    def make(self, like):
        width = like.shape[-1]
        self.weight = nn.Parameter(torch.randn(width, self.units, dtype=like.dtype, device=like.device))
        self.bias = nn.Parameter(torch.zeros(self.units, dtype=like.dtype, device=like.device))

    def forward(self, X):
        if self.weight is None:
            self.make(X)
        return X @ self.weight + self.bias

    def _load_from_state_dict(self, state_dict, prefix, *others):
        weight = state_dict.get(prefix + "weight")
        if self.weight is None and weight is not None:
            self.make(weight.t())
        super()._load_from_state_dict(state_dict, prefix, *others)
