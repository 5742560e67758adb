"""All pairs in one long row, times a matrix; the Parameter wraps a tensor that asked for nothing."""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(
            torch.randn(num_inputs, num_inputs, num_outputs).requires_grad_(False), requires_grad=True
        )

    def forward(self, X):
        return (X[..., :, None] * X[..., None, :]).flatten(-2) @ self.weight.flatten(0, 1)
