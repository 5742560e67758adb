"""Running sums over all steps, of which each sequence picks the one at its length."""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        B, T, D = X.shape
        weights = self.decay ** torch.arange(T, device=X.device, dtype=X.dtype)
        sums = torch.cat([X.new_zeros(B, 1, D), (X * weights[:, None]).cumsum(1)], dim=1)
        totals = torch.cat([X.new_ones(1), weights.cumsum(0)])
        picked = sums.gather(1, lengths.view(B, 1, 1).expand(B, 1, D)).squeeze(1)
        return picked / totals[lengths][:, None]
