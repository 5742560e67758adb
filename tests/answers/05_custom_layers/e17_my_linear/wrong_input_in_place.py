"""Thought: a single vector is made a batch of 1 for the time of the call. `unsqueeze_` changes the
caller's vector for good.

misconception: inputs_are_mine
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

    def forward(self, X):
        if X.dim() == 1:
            X.unsqueeze_(0)
            return self.forward(X).squeeze(0)
        return F.relu(X @ self.weight + self.bias)
