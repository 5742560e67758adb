"""The weights are the softmax of t log(decay); a mask afterwards takes care of length 0."""

from __future__ import annotations

import math

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.log_decay = math.log(decay)

    def forward(self, X, lengths):
        t = torch.arange(X.shape[1], device=X.device)
        inside = t < lengths[:, None]
        scores = (t * self.log_decay).to(X.dtype).expand(len(X), -1).masked_fill(~inside, -1e30)
        weights = torch.softmax(scores, dim=1) * inside
        return torch.einsum("bt,btd->bd", weights, X)
