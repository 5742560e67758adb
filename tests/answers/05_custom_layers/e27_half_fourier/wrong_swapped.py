"""Puts sines into the real part.

misconception: sine_comes_first
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        return torch.complex(Y.imag, Y.real)
