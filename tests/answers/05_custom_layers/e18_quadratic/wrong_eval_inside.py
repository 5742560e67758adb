"""Goes into training mode for the call, and stays there.

misconception: forward_sets_the_mode
check: test_modes_and_surroundings_stay
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        self.train()
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
