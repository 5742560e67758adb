"""A matrix product over j, and a batched one over i, with as many dimensions as come."""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        half = (X @ self.weight.flatten(1)).unflatten(-1, self.weight.shape[1:])
        return (X.unsqueeze(-2) @ half).squeeze(-2)
