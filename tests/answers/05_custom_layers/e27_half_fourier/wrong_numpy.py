"""Lets NumPy do it.

misconception: autograd_sees_through_everything
check: test_gradients_are_those_of_the_formula
"""

import numpy as np

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.from_numpy(np.fft.rfft(X.numpy()))
