"""Has an nn.Bilinear inside.

misconception: requires_grad_makes_a_parameter
check: test_the_weight_has_three_indices
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.inner = nn.Bilinear(num_inputs, num_inputs, num_outputs, bias=False)

    def forward(self, X):
        return torch.einsum("...i,kij,...j->...k", X, self.inner.weight, X)
