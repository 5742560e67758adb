"""Weights are kept by T, wherever they were made.

misconception: a_device_is_for_ever
check: test_the_same_numbers_on_a_gpu
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay
        self.kept = {}

    def forward(self, X, lengths):
        T = X.shape[1]
        if T not in self.kept:
            self.kept[T] = torch.arange(T, device=X.device)
        positions = self.kept[T]
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
