"""The second X is only a factor.

misconception: same_numbers_same_gradient
check: test_x_gets_the_gradient_of_both_places
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X.detach())
