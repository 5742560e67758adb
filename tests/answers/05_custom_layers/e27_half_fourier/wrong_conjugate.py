"""Takes the other sign in the exponent.

misconception: the_sign_is_a_convention
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X).conj()
