"""The outer product of each row, then tensordot over both indices; `from __future__`."""

from __future__ import annotations

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_inputs, num_inputs, num_outputs))

    def forward(self, X):
        pairs = X.unsqueeze(-1) * X.unsqueeze(-2)
        return torch.tensordot(pairs, self.weight, dims=2)
