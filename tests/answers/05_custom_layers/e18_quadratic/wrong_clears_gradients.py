"""Starts each call afresh.

misconception: forward_clears_gradients
check: test_the_weight_gets_its_gradient
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        self.weight.grad = None
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
