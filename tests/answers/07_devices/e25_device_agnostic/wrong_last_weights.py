"""Of the weights the last T are taken.

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
        weights = self.weights[-X.shape[1] :]
        mask = torch.arange(X.shape[1], device=X.device) < lengths.unsqueeze(-1)
        weights = (weights * mask).to(X.dtype)
        return (weights.unsqueeze(-1) * X).sum(dim=1) / weights.sum(dim=1, keepdim=True).clamp(min=1)
