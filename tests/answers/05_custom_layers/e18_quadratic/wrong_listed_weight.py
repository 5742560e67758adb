"""Keeps the weight in a list too, and computes with that.

misconception: weights_do_not_change
check: test_every_call_uses_the_weight_as_it_is
"""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.mine = [self.weight]

    def forward(self, X):
        return torch.einsum("...i,...j,ijk->...k", X, X, self.mine[0])
