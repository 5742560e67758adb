"""The sum of a geometric series is known.

misconception: another_formula
check: test_mean_of_each_sequence
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return (
            torch.einsum("bt,btd->bd", weights, X)
            / ((1 - self.decay ** lengths.to(X.dtype)) / max(1 - self.decay, 1e-12) + (lengths == 0))[:, None]
        )
