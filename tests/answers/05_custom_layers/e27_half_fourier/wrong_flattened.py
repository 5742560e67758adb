"""Puts all rows into one long one.

misconception: a_batch_has_two_dimensions
check: test_n_halved_plus_one_coefficients
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X.flatten())
