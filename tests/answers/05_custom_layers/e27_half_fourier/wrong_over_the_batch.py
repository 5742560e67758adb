"""Runs over the first dimension.

misconception: another_dimension_is_time
check: test_n_halved_plus_one_coefficients
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X, dim=0)
