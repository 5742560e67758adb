"""Two loops over the pairs; the weight is made in float64 and cast before it becomes a Parameter."""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.rand((num_inputs, num_inputs, num_outputs), dtype=torch.float64).float() - 0.5)

    def forward(self, X):
        n = self.weight.shape[0]
        Y = X.new_zeros(X.shape[:-1] + self.weight.shape[-1:])
        for i in range(n):
            for j in range(n):
                Y = Y + X[..., i : i + 1] * X[..., j : j + 1] * self.weight[i, j]
        return Y
