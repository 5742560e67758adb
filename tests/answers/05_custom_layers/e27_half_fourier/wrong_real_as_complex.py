"""Returns real parts, as complex numbers.

misconception: coefficients_are_real
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        return torch.complex(Y.real, torch.zeros_like(Y.real))
