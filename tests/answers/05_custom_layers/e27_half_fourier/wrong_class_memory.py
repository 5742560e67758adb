"""Remembers the last input of all layers, and what came out.

misconception: an_output_can_be_kept
check: test_every_call_is_like_the_first
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    last = {}

    def forward(self, X):
        key = tuple(X.flatten().tolist()), X.shape, X.dtype
        if X.requires_grad or key not in self.last:
            self.last[key] = torch.fft.rfft(X)
        return self.last[key]
