"""Arguments in another order.

misconception: defaults_are_free
check: test_mean_of_each_sequence
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, decay=0.9, max_len=16):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
