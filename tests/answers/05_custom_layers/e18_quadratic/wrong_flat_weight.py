"""All pairs in one row of a matrix.

misconception: layout_of_nn_bilinear
check: test_the_weight_has_three_indices
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs * num_inputs, num_outputs))

    def forward(self, X):
        return (X[..., :, None] * X[..., None, :]).flatten(-2) @ self.weight
