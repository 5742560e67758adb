"""Switches recording off: there is nothing to learn.

misconception: autograd_sees_through_everything
check: test_gradients_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    @torch.no_grad()
    def forward(self, X):
        return torch.fft.rfft(X)
