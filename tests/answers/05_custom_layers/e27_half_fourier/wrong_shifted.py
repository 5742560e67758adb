"""Shifts zero to the middle before cutting.

misconception: zero_stands_in_the_middle
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.fftshift(torch.fft.fft(X), dim=-1)[..., : X.shape[-1] // 2 + 1]
