"""Adds up products by broadcasting, and forgets that there may be one input.

misconception: size_one_means_nothing
check: test_every_shape_of_input
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        Y = torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
        return Y.squeeze(-1) if self.weight.shape[-1] == 1 else Y
