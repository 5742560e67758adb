"""Takes (n + 1) // 2 numbers.

misconception: half_rounds_up
check: test_n_halved_plus_one_coefficients
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.fft(X)[..., : (X.shape[-1] + 1) // 2]
