"""X is cleared behind the length first; then one product with all the weights."""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        t = torch.arange(X.shape[1]).to(X.device)
        weights = torch.full_like(t, self.decay, dtype=X.dtype).pow(t)
        inside = t < lengths[:, None]
        clean = X.masked_fill(~inside[..., None], 0)
        total = torch.mv(inside.to(X.dtype), weights)
        return torch.tensordot(clean, weights, dims=([1], [0])) / total.masked_fill(lengths == 0, 1)[:, None]
