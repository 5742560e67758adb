"""The longest sequence is looked for, then its length is read.

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
        order = lengths.argsort(descending=True)
        longest = lengths[order[0]].item() if len(lengths) else 1
        X = X[:, : max(longest, 1)]
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
