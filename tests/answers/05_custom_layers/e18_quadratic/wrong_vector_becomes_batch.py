"""A vector is a batch of one.

misconception: there_is_always_a_batch
check: test_every_shape_of_input
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        if X.dim() == 1:
            X = X.unsqueeze(0)
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
