"""Saves the work where X has the numbers of the call before, and hands out a copy.

misconception: an_output_can_be_kept
check: test_every_call_is_like_the_first
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.last = torch.zeros(0)

    def forward(self, X):
        if X.dtype != self.last.dtype or not torch.equal(X, self.last):
            self.last, self.output = X.detach().clone(), torch.fft.rfft(X)
        return self.output.clone()
