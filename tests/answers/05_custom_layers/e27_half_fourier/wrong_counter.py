"""Counts its calls in a buffer.

misconception: constants_are_state
check: test_nothing_to_learn_and_nothing_to_save
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros((), dtype=torch.int64))

    def forward(self, X):
        self.calls += 1
        return torch.fft.rfft(X)
