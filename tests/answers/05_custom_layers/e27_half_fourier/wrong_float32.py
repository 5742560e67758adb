"""Turns X into float32.

misconception: all_floats_are_float32
check: test_any_input_in_any_mode
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X.float())
