"""A Parameter, made small.

misconception: requires_grad_makes_a_parameter
check: test_the_weight_has_three_indices
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs)) * 0.1

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
