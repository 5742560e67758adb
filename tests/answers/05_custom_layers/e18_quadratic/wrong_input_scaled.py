"""Squares X in place.

misconception: inputs_are_mine
check: test_modes_and_surroundings_stay
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        with torch.no_grad():
            Z = X.clone()
            X.mul_(0.5).mul_(2.0).add_(1e-3)
        if not X.requires_grad:
            X = Z
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
