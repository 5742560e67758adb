"""The padding's share is subtracted from the sum of all.

misconception: padding_is_small
check: test_padding_may_be_large
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * torch.ones_like(X[..., 0])
        inside = positions < lengths[:, None]
        whole = torch.einsum("bt,btd->bd", weights, X)
        padding = torch.einsum("bt,btd->bd", weights * ~inside, X)
        return (whole - padding) / (weights * inside).sum(1, keepdim=True).clamp(min=1)
