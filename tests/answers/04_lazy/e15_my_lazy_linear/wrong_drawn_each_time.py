"""Thought: new weights are drawn, and used only where there are none.

misconception: drawing_is_harmless
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
        self.weight, self.bias = plain.weight, plain.bias

    def forward(self, X):
        fresh = torch.randn(self.units, X.shape[-1], dtype=X.dtype)
        if self.weight is None:
            self.weight = nn.Parameter(fresh)
            self.bias = nn.Parameter(fresh.new_zeros(self.units))
        return linear(X, self.weight, self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *rest):
        shape = getattr(state_dict.get(f"{prefix}weight"), "shape", ())
        if self.weight is None and len(shape) == 2:
            self.make(shape[1])
        super()._load_from_state_dict(state_dict, prefix, *rest)
