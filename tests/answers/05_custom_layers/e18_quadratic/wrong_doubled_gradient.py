"""Adds and takes away the same numbers.

misconception: another_gradient
check: test_the_weight_gets_its_gradient
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        Y = torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
        return 2 * Y - Y.detach()
