"""Counts its calls in a buffer.

misconception: extra_state_is_harmless
check: test_one_parameter_and_nothing_else
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.register_buffer("calls", torch.zeros(()))

    def forward(self, X):
        self.calls += 1
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
