"""Doubles all numbers but the first.

misconception: half_counts_twice
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        return torch.cat([Y[..., :1], 2 * Y[..., 1:]], -1)
