"""X is a matrix of rows.

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
        return torch.einsum("bi,ijk,bj->bk", X, self.weight, X)
