"""Thought: the default dtype makes Parameters of the dtype of X, and float32 is what it was before.

misconception: default_dtype_is_mine
check: test_the_dtype_is_that_of_the_first_input
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
        if self.weight is None:
            torch.set_default_dtype(X.dtype)
            self.make(X.shape[-1], device=X.device)
            torch.set_default_dtype(torch.float32)
        return linear(X, self.weight, self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *rest):
        shape = getattr(state_dict.get(f"{prefix}weight"), "shape", ())
        if self.weight is None and len(shape) == 2:
            self.make(shape[1])
        super()._load_from_state_dict(state_dict, prefix, *rest)
