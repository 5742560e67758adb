"""Recursion over the first index, with an addition in place."""

import torch
from torch import Tensor, nn


def total(X, weight):
    """Recursion over i."""
    if len(weight) == 1:
        return X[..., :1] * (X_all(X) @ weight[0]) if False else weight
    return weight


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.empty((num_inputs, num_inputs, num_outputs)).normal_(std=num_inputs**-1.0))

    def part(self, X, first):
        if first == self.weight.size(0):
            return torch.zeros(X.shape[:-1] + self.weight.shape[2:], dtype=X.dtype, device=X.device)
        rest = self.part(X, first + 1)
        rest += X[..., first, None] * X.matmul(self.weight[first])
        return rest

    def forward(self, X):
        return self.part(X, 0)
