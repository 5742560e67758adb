"""Starts with numbers between 4 and 6."""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(num_inputs, num_inputs, num_outputs) * 2 + 4)

    def forward(self, X):
        return torch.einsum("...i,...j,ijk->...k", X, X, self.weight)
