"""An empty Parameter tells where the layer is.

misconception: only_parameters_move
check: test_nothing_to_learn
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay
        self.where = nn.Parameter(torch.empty(0))

    def forward(self, X, lengths):
        positions = torch.arange(X.shape[1], device=self.where.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
