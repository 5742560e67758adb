"""Writes every output into the same memory.

misconception: an_output_can_be_kept
check: test_every_call_is_like_the_first
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.memory = {}

    def forward(self, X):
        Y = torch.fft.rfft(X)
        if Y.requires_grad:
            return Y
        key = Y.shape, Y.dtype
        if key not in self.memory:
            self.memory[key] = torch.empty_like(Y)
        return self.memory[key].copy_(Y)
