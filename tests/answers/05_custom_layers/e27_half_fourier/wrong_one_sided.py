"""Doubles the inner numbers, since the other half is missing.

misconception: half_counts_twice
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        inner = torch.ones(Y.shape[-1])
        inner[1:-1] = 2
        return Y * inner
