"""Keeps a function that knows the weight.

misconception: weights_do_not_change
check: test_every_call_uses_the_weight_as_it_is
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        weight = self.weight
        self.reduce = lambda X: torch.einsum("...i,ijk,...j->...k", X, weight, X)

    def forward(self, X):
        return self.reduce(X)
