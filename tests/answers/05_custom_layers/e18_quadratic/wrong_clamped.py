"""Large numbers are dangerous.

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
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X).clamp(-1000, 1000)
