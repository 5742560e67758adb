"""Takes the other half.

misconception: the_other_half
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        return torch.fft.fft(X)[..., n - n // 2 - 1 :]
