"""Forks the generator for the start, so that the caller's numbers do not notice.

misconception: seeding_is_harmless
check: test_it_starts_random
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        with torch.random.fork_rng():
            self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
