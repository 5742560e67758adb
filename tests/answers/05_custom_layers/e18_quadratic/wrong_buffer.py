"""A buffer is saved and moved as well.

misconception: requires_grad_makes_a_parameter
check: test_one_parameter_and_nothing_else
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.register_buffer("weight", torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
