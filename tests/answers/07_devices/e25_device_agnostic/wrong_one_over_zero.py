"""With a decay of 1 the closed form of the series is 0/0.

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
        powers = self.decay ** lengths.to(X.dtype)
        factor = (1 - torch.full_like(powers, self.decay)) / torch.where(lengths > 0, 1 - powers, 1)
        return torch.einsum("bt,btd->bd", weights, X) * factor[:, None]
