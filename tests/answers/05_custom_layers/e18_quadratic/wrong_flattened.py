"""Keeps the first dimension and makes one long row of the rest.

misconception: a_batch_is_two_dimensional
check: test_every_shape_of_input
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        if X.dim() > 2:
            X = X.flatten(0, -2)
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
