"""X gets a new gradient, so the old one can go.

misconception: forward_clears_gradients
check: test_x_gets_the_gradient_of_both_places
"""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        X.grad = None
        return torch.einsum("...i,...j,ijk->...k", X, X, self.weight)
