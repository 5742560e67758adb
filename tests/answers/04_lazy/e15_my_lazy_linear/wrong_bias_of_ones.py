"""Thought: a bias of 1 wakes up all units.

misconception: values_come_later
check: test_the_start_is_random
"""

import torch
from torch import nn
from torch.nn.functional import linear


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.register_parameter("weight", None)
        self.register_parameter("bias", None)

    def make(self, width, **kind):
        plain = nn.Linear(width, self.units, **kind)
        self.weight, self.bias = plain.weight, nn.Parameter(torch.ones_like(plain.bias))

    def forward(self, X):
        if self.weight is None:
            self.make(X.shape[-1], dtype=X.dtype, device=X.device)
        return linear(X, self.weight, self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *rest):
        shape = getattr(state_dict.get(f"{prefix}weight"), "shape", ())
        if self.weight is None and len(shape) == 2:
            self.make(shape[1])
        super()._load_from_state_dict(state_dict, prefix, *rest)
