"""Lets NumPy do it, and detaches so that it does not complain.

misconception: autograd_sees_through_everything
check: test_gradients_are_those_of_the_formula
"""

import numpy as np

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.from_numpy(np.fft.rfft(X.detach().numpy()))
        return Y.to(torch.complex128 if X.dtype == torch.float64 else torch.complex64)
