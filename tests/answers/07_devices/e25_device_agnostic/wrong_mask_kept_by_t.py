"""The mask depends on T alone.

misconception: calls_are_alike
check: test_every_call_is_for_itself
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay
        self.masks = {}

    def forward(self, X, lengths):
        positions = torch.arange(X.shape[1], device=X.device)
        key = (X.shape, X.dtype, X.device)
        if key not in self.masks:
            self.masks[key] = positions < lengths[:, None]
        weights = self.decay ** positions.to(X.dtype) * self.masks[key]
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
