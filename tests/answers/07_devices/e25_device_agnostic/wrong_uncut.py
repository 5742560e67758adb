"""T is `max_len`.

misconception: t_is_max_len
check: test_shorter_than_max_len
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.register_buffer("weights", decay ** torch.arange(max_len))

    def forward(self, X, lengths):
        mask = torch.arange(len(self.weights), device=X.device) < lengths.unsqueeze(-1)
        weights = (self.weights * mask).to(X.dtype)
        return (weights.unsqueeze(-1) * X).sum(dim=1) / weights.sum(dim=1, keepdim=True).clamp(min=1)
