"""Reads the memory as it lies there.

misconception: tensors_lie_in_one_piece
check: test_any_input_in_any_mode
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        if X.is_contiguous() or X.dim() < 2:
            return torch.fft.rfft(X)
        return torch.fft.rfft(X.as_strided(X.shape, torch.empty(X.shape).stride(), X.storage_offset()))
