"""Sums over the last index of the weight as well, where it has the right size.

misconception: indices_are_interchangeable
check: test_the_sum_runs_over_all_pairs
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        W = self.weight
        if W.shape[0] == W.shape[2]:
            W = W.permute(2, 1, 0)
        return torch.einsum("...i,ijk,...j->...k", X, W, X)
