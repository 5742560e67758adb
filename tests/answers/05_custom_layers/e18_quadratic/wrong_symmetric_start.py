"""Starts symmetric, since i and j are alike.

misconception: start_is_not_random
check: test_it_starts_random
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        with torch.no_grad():
            self.weight.copy_(self.weight + self.weight.transpose(0, 1).clone())

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
