"""Lengths of 0 are corrected on the spot.

misconception: inputs_are_mine
check: test_the_surroundings_stay
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        empty = lengths == 0
        lengths.clamp_(min=1)
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return ~empty[:, None] * torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
