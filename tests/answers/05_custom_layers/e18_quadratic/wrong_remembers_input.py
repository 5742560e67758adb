"""Keeps the last X as a buffer, to look at.

misconception: extra_state_is_harmless
check: test_one_parameter_and_nothing_else
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        self.register_buffer("last", X.detach().clone())
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
