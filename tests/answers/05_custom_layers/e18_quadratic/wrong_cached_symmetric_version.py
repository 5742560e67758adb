"""Keeps the symmetric weight as long as the weight is the same object.

misconception: weights_do_not_change
check: test_every_call_uses_the_weight_as_it_is
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.kept = None

    def forward(self, X):
        if torch.is_grad_enabled():
            return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
        if self.kept is None:
            self.kept = self.weight + self.weight.transpose(0, 1)
        return torch.einsum("...i,ijk,...j->...k", X, self.kept.to(X.dtype) / 2, X)
