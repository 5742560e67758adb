"""Takes the mean off first.

misconception: the_mean_is_no_frequency
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X - X.mean(-1, keepdim=True))
