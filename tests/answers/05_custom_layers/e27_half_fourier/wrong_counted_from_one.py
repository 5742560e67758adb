"""Counts samples from 1 in the exponent.

misconception: counting_starts_at_one
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        k = torch.arange(Y.shape[-1])
        return Y * torch.exp(-2j * torch.pi * k / X.shape[-1])
