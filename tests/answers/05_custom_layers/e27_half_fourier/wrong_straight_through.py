"""Lets the gradient of another thing pass.

misconception: values_are_all
check: test_gradients_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        return Y + Y - Y.detach()
