"""Odd rows get a zero at the end, so that they have two halves.

misconception: n_is_a_power_of_2
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn
from torch.nn.functional import pad


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        return torch.fft.rfft(pad(X, (0, n % 2)))[..., : n // 2 + 1]
