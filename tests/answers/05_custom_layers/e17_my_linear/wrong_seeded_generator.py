"""Thought: a generator of its own, with a seed, is the clean way. All layers start alike.

misconception: seeding_is_harmless
check: test_both_start_random
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        g = torch.Generator().manual_seed(42)
        self.weight = nn.Parameter(torch.randn(in_units, units, generator=g))
        self.bias = nn.Parameter(torch.randn(units, generator=g))

    def forward(self, X):
        return F.relu(X @ self.weight + self.bias)
