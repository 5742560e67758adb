"""Thought: a tensor that requires gradients is a Parameter.

misconception: tensors_are_parameters
check: test_the_first_call_settles_the_shapes
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.weight = None
        self.bias = None

    def make(self, like):
        width = like.shape[-1]
        self.weight = torch.randn(self.units, width, dtype=like.dtype).requires_grad_()
        self.bias = torch.zeros(self.units, dtype=like.dtype).requires_grad_()

    def forward(self, X):
        if self.weight is None:
            self.make(X)
        return F.linear(X, self.weight, self.bias)

    def _load_from_state_dict(self, state_dict, prefix, *others):
        weight = state_dict.get(prefix + "weight")
        if self.weight is None and weight is not None:
            self.make(weight)
        super()._load_from_state_dict(state_dict, prefix, *others)
