"""Thought: loading is done by `load_state_dict`. A net does not call that of its parts.

misconception: load_state_dict_is_called_on_each
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

    def load_state_dict(self, state_dict, *args, **kwargs):
        if self.weight is None and "weight" in state_dict:
            self.make(state_dict["weight"])
        return super().load_state_dict(state_dict, *args, **kwargs)
