"""The device is asked for once.

misconception: a_device_is_for_ever
check: test_the_same_numbers_on_a_gpu
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay
        self.device = None

    def forward(self, X, lengths):
        if self.device is None:
            self.device = X.device
        positions = torch.arange(X.shape[1], device=self.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
