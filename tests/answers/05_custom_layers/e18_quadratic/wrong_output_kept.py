"""Writes its results into the same tensor, as long as the size is the same.

misconception: results_may_be_reused
check: test_modes_and_surroundings_stay
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.result = None

    def forward(self, X):
        Y = torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
        if Y.requires_grad:
            return Y
        if self.result is None or self.result.shape != Y.shape or self.result.dtype != Y.dtype:
            self.result = torch.empty_like(Y)
        return self.result.copy_(Y)
