"""Thought: layers of the same size may have the same start, so it can be kept.

misconception: class_attributes_are_per_object
check: test_layers_share_nothing
"""

import torch
from torch import nn
from torch.nn import functional as F


STARTS = {}


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.register_parameter("weight", None)
        self.register_parameter("bias", None)

    def make(self, like):
        width = like.shape[-1]
        self.weight = STARTS.setdefault(
            (self.units, width, like.dtype), nn.Parameter(torch.randn(self.units, width, dtype=like.dtype))
        )
        self.bias = nn.Parameter(torch.zeros(self.units, dtype=like.dtype, device=like.device))

    def forward(self, X):
        if self.weight is None:
            self.make(X)
        return F.linear(X, self.weight, self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *others):
        weight = state_dict.get(prefix + "weight")
        if self.weight is None and weight is not None:
            self.make(weight)
        super()._load_from_state_dict(state_dict, prefix, *others)
