"""Thought: one tensor for all outputs saves memory. The second call overwrites what the first
returned.

misconception: outputs_can_be_kept
check: test_calls_and_layers_share_nothing
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))
        self.out = None

    def forward(self, X):
        Y = F.relu(X @ self.weight + self.bias)
        if torch.is_grad_enabled():
            return Y
        if self.out is None or self.out.shape != Y.shape or self.out.dtype != Y.dtype:
            self.out = torch.empty_like(Y)
        return self.out.copy_(Y)
