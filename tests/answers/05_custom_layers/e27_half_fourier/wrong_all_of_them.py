"""Returns the whole transform.

misconception: half_is_all
check: test_n_halved_plus_one_coefficients
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.fft(X)
