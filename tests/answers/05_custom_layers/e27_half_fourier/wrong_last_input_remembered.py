"""Saves the work where X is the very tensor of the call before.

misconception: an_output_can_be_kept
check: test_every_call_is_like_the_first
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.last = None

    def forward(self, X):
        if X is not self.last:
            self.last, self.output = X, torch.fft.rfft(X)
        return self.output
