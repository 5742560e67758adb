"""Parameters move with their layer, so it becomes one.

misconception: only_parameters_move
check: test_nothing_to_learn
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.weights = nn.Parameter(decay ** torch.arange(max_len))

    def forward(self, X, lengths):
        weights = self.weights[: X.shape[1]]
        mask = torch.arange(X.shape[1], device=X.device) < lengths.unsqueeze(-1)
        weights = (weights * mask).to(X.dtype)
        return (weights.unsqueeze(-1) * X).sum(dim=1) / weights.sum(dim=1, keepdim=True).clamp(min=1e-6)
