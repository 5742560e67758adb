"""A layer has a bias; at the start it is 0.

misconception: extra_state_is_harmless
check: test_one_parameter_and_nothing_else
"""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))
        self.bias = nn.Parameter(torch.zeros(num_outputs))

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X) + self.bias
