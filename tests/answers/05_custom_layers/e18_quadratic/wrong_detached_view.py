"""Takes a shorter way for views, and cuts one side of it.

misconception: same_numbers_same_gradient
check: test_x_gets_the_gradient_of_both_places
"""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        return (
            torch.einsum("...i,...j,ijk->...k", X, X, self.weight)
            if X.is_contiguous()
            else torch.einsum("...i,...j,ijk->...k", X, X.detach(), self.weight)
        )
