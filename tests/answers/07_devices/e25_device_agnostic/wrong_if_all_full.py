"""A short cut where nothing is filled up.

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
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        if (lengths == X.shape[1]).all():
            return torch.einsum("t,btd->bd", weights[0] / weights[0].sum(), X) if len(X) else X.sum(1)
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
