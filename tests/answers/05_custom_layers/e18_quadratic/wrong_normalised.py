"""Rows are brought to length 1 where they are long.

misconception: every_layer_ends_in_an_activation
check: test_three_times_x_gives_nine_times_y
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        size = X.norm(dim=-1, keepdim=True).clamp(min=50.0) / 50.0
        X = X / size
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
