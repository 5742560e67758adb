"""Sequences of one length are computed together.

misconception: reading_is_free
check: test_no_value_is_fetched
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        result = X.new_zeros(X.shape[0], X.shape[2])
        for length in torch.unique(lengths):
            rows = (lengths == length)[:, None]
            positions = torch.arange(X.shape[1], device=X.device)
            weights = self.decay ** positions.to(X.dtype) * (positions < length)
            result = torch.where(rows, torch.einsum("t,btd->bd", weights, X) / weights.sum().clamp(min=1), result)
        return result
