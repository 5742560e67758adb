"""There is nothing to do in nn.Module.

misconception: no_super_init
check: test_the_weight_has_three_indices
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
