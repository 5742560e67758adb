"""What is nan can be replaced afterwards.

misconception: nan_can_be_wiped_off
check: test_length_zero
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
        result = torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True)
        return torch.where((lengths > 0)[:, None], result, 0.0)
