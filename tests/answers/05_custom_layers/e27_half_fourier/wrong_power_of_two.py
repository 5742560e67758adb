"""Fills up to a power of 2 first, as fast transforms want it.

misconception: n_is_a_power_of_2
check: test_n_halved_plus_one_coefficients
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = 1
        while n < X.shape[-1]:
            n *= 2
        return torch.fft.rfft(X, n=n)
