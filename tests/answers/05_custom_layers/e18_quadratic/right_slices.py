"""One product for each slice of the weight, stacked."""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        return torch.stack([((X @ W) * X).sum(-1) for W in self.weight.unbind(-1)], dim=-1)
