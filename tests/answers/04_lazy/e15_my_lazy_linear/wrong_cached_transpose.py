"""Thought: the weight can be turned once, when it is made.

misconception: weights_do_not_change
check: test_the_formula
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
        self.weight = nn.Parameter(torch.randn(self.units, width, dtype=like.dtype, device=like.device))
        self.bias = nn.Parameter(torch.zeros(self.units, dtype=like.dtype, device=like.device))
        self.turned = self.weight.t().detach().clone()

    def forward(self, X):
        if self.weight is None:
            self.make(X)
        return X @ self.turned + self.bias

    def _load_from_state_dict(self, state_dict, prefix, *others):
        weight = state_dict.get(prefix + "weight")
        if self.weight is None and weight is not None:
            self.make(weight)
        super()._load_from_state_dict(state_dict, prefix, *others)
