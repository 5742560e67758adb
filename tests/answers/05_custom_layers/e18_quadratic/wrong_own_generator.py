"""A generator of its own, always with the same seed.

misconception: seeding_is_harmless
check: test_it_starts_random
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(
            torch.randn(num_inputs, num_inputs, num_outputs, generator=torch.Generator().manual_seed(1))
        )

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
