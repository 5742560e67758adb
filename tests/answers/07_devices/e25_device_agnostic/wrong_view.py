"""Every tensor can be viewed.

misconception: sizes_of_one_can_go
check: test_sizes_of_one
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
        X = X.view(len(X), X.shape[1], -1) if len(X) else X
        flat = X.view(-1)
        X = flat.view(X.shape)
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
