"""The weights as a buffer that is saved; no `.to` in forward, since `.to` of the layer moves it."""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.register_buffer("weights", decay ** torch.arange(max_len))

    def forward(self, X, lengths):
        weights = self.weights[: X.shape[1]]
        mask = torch.arange(X.shape[1], device=X.device) < lengths.unsqueeze(-1)
        weights = weights * mask
        return (weights.unsqueeze(-1) * X).sum(dim=1) / weights.sum(dim=1, keepdim=True).clamp(min=1e-6)
