"""Converts to float32 first.

misconception: everything_is_float32
check: test_float64_stays_float64
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        Y = torch.einsum("...i,ijk,...j->...k", X.float(), self.weight.float(), X.float())
        return Y.to(X.dtype)
