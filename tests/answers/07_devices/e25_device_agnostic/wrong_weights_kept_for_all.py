"""One memory for the weights of all layers.

misconception: calls_are_alike
check: test_every_call_is_for_itself
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    cache = {}

    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        key = (X.shape[1], X.dtype, X.device)
        positions = torch.arange(X.shape[1], device=X.device)
        if key not in self.cache:
            self.cache[key] = self.decay ** positions.to(X.dtype)
        weights = self.cache[key] * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
