"""Computes with double precision, always.

misconception: more_digits_are_better
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X.double())
