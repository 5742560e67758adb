"""Records in training mode only.

misconception: values_are_all
check: test_gradients_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        return torch.cat([Y[..., :1], Y[..., 1:].detach()], -1)
