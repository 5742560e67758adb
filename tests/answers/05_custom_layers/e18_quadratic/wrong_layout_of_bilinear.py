"""The outputs come first, as in nn.Bilinear.

misconception: layout_of_nn_bilinear
check: test_the_weight_has_three_indices
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_outputs, num_inputs, num_inputs))

    def forward(self, X):
        return torch.einsum("...i,kij,...j->...k", X, self.weight, X)
