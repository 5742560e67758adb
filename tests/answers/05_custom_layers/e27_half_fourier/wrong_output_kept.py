"""Keeps the output for inputs of the same shape.

misconception: an_output_can_be_kept
check: test_every_call_is_like_the_first
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.shape = self.output = None

    def forward(self, X):
        if self.shape != (X.shape, X.dtype):
            self.shape, self.output = (X.shape, X.dtype), torch.fft.rfft(X)
        return self.output
