"""Computes with X.data.

misconception: autograd_sees_through_everything
check: test_gradients_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X.data)
