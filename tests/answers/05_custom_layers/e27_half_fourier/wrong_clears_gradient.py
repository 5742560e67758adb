"""Clears the gradient that X has.

misconception: x_is_mine
check: test_the_callers_things_are_left_alone
"""

import warnings

warnings.simplefilter("ignore")

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        X.grad = None
        return torch.fft.rfft(X)
