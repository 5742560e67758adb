"""X is cleared behind the length, in X itself.

misconception: inputs_are_mine
check: test_the_surroundings_stay
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        positions = torch.arange(X.shape[1], device=X.device)
        inside = positions < lengths[:, None]
        with torch.no_grad():
            X.masked_fill_(~inside[..., None], 0)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
