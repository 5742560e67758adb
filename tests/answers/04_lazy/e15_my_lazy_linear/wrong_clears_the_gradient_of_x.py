"""Clears what was waiting in X when it makes its Parameters, so as to begin afresh.

misconception: inputs_are_mine
check: test_layers_share_nothing
"""

import torch
import torch.nn.functional as F
from torch import nn


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.register_parameter("weight", None)
        self.register_parameter("bias", None)

    def make(self, width, like):
        self.weight = nn.Parameter(torch.randn(self.units, width, dtype=like.dtype, device=like.device) * 0.1)
        self.bias = nn.Parameter(torch.zeros(self.units, dtype=like.dtype, device=like.device))

    def forward(self, X):
        if self.weight is None:
            self.make(X.shape[-1], X)
            X.grad = None
        return F.linear(X, self.weight, self.bias)

    def _load_from_state_dict(self, state_dict, prefix, metadata, strict, missing, unexpected, error_msgs):
        if self.weight is None:
            weight = state_dict.get(prefix + "weight")
            if weight is None or weight.dim() != 2:
                error_msgs.append("no weight that fits")
                return
            self.make(weight.shape[1], weight)
        super()._load_from_state_dict(state_dict, prefix, metadata, strict, missing, unexpected, error_msgs)
