"""Returns pairs of real numbers.

misconception: complex_is_a_pair
check: test_n_halved_plus_one_coefficients
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.view_as_real(torch.fft.rfft(X))
