"""Starts with slices that are orthogonal matrices: random, though its numbers depend on one another."""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(num_inputs, num_inputs, num_outputs))
        with torch.no_grad():
            for k in range(num_outputs):
                self.weight[:, :, k] = nn.init.orthogonal_(torch.empty(num_inputs, num_inputs))

    def forward(self, X):
        return torch.einsum("...i,ijk,...j->...k", X, self.weight, X)
