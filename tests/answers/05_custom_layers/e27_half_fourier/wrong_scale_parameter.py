"""Adds a factor to be learned, which starts at 1.

misconception: constants_are_parameters
check: test_nothing_to_learn_and_nothing_to_save
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, X):
        return torch.fft.rfft(X) * self.scale
