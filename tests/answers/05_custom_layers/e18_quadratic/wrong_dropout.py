"""A little dropout while training.

misconception: modes_compute_different_things
check: test_modes_and_surroundings_stay
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        Y = torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
        return Y * 0.9 if not self.training else Y
