"""Runs over dimension 1, as all batches have two dimensions.

misconception: another_dimension_is_time
check: test_n_halved_plus_one_coefficients
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        if X.dim() == 1:
            return torch.fft.rfft(X)
        return torch.fft.rfft(X, dim=1)
