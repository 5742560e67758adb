"""Thought: a bias is small, it may be shared.

misconception: loading_may_share
check: test_checkpoints_are_only_read
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

    def _load_from_state_dict(self, state_dict, prefix, *others):
        weight = state_dict.get(prefix + "weight")
        if self.weight is None and weight is not None:
            self.make(weight)
            if prefix + "bias" in state_dict and state_dict[prefix + "bias"].shape == self.bias.shape:
                self.bias = nn.Parameter(state_dict[prefix + "bias"].detach())
        super()._load_from_state_dict(state_dict, prefix, *others)
