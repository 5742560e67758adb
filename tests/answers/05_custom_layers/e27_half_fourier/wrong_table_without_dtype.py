"""Keeps a table for each n, with the dtype it had first.

misconception: all_floats_are_float32
check: test_every_call_is_like_the_first
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.tables = {}

    def forward(self, X):
        n = X.shape[-1]
        if n not in self.tables:
            self.tables[n] = torch.fft.rfft(torch.eye(n, dtype=X.dtype))
        dtype = torch.complex128 if X.dtype == torch.float64 else torch.complex64
        return X.to(dtype) @ self.tables[n].to(dtype)
