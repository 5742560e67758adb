"""One weight for each size, for all layers.

misconception: class_attributes_are_per_object
check: test_it_starts_random
"""

import torch
from torch import nn


made = {}


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        sizes = num_inputs, num_outputs
        if sizes not in made:
            made[sizes] = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.weight = made[sizes]

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
