"""Computes with the mean of W_ijk and W_jik: the function and its gradients are the same."""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        W = (self.weight + self.weight.transpose(0, 1)) / 2
        return torch.einsum("...i,...j,ijk->...k", X, X, W)
