"""Thought: what is too wide is cut off.

misconception: a_new_width_means_new_weights
check: test_a_second_width_is_refused
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
        width = min(X.shape[-1], self.weight.shape[1])
        return F.linear(X[..., :width], self.weight[:, :width], self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *others):
        weight = state_dict.get(prefix + "weight")
        if self.weight is None and weight is not None:
            self.make(weight)
        super()._load_from_state_dict(state_dict, prefix, *others)
