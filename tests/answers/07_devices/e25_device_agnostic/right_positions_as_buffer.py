"""The positions, whole numbers, are the buffer; weights are made of them at each call."""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay
        self.positions = nn.Buffer(torch.arange(max_len), persistent=False)

    def forward(self, X, lengths):
        positions = self.positions[: X.shape[1]]
        weights = torch.pow(self.decay, positions.to(X.dtype))
        weights = torch.where(positions < lengths[:, None], weights, 0.0)
        weights = weights / weights.sum(-1, keepdim=True).clamp(min=1.0)
        return torch.einsum("btd,bt->bd", X, weights)
