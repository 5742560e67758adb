"""A mask as an index is an operator like others.

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
        behind = positions >= lengths[:, None]
        clean = X.clone()
        clean[behind] = X.new_zeros(X.shape[2])
        weights = self.decay ** positions.to(X.dtype)
        total = (weights * ~behind).sum(1, keepdim=True).clamp(min=1)
        return torch.einsum("t,btd->bd", weights, clean) / total
