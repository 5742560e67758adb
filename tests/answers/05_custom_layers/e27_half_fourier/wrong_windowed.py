"""Weights the samples with a window first.

misconception: every_signal_needs_a_window
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X * torch.hann_window(X.shape[-1], dtype=X.dtype))
