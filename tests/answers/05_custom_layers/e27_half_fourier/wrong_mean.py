"""Divides by n.

misconception: a_transform_is_a_mean
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X, norm="forward")
