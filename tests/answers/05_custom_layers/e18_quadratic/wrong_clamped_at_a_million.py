"""Cuts what is larger than a million.

misconception: every_layer_ends_in_an_activation
check: test_three_times_x_gives_nine_times_y
"""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        return torch.einsum("...i,...j,ijk->...k", X, X, self.weight).clamp(-1e6, 1e6)
