"""Sums in float64 by default, and puts float32 back.

misconception: default_dtype_is_mine
check: test_modes_and_surroundings_stay
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        torch.set_default_dtype(torch.float64)
        Y = torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
        torch.set_default_dtype(torch.float32)
        return Y
