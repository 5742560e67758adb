"""float32 on the way, and the dtype is right at the end.

misconception: everything_is_float32
check: test_float64_keeps_its_digits
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
        result = torch.einsum("bt,btd->bd", weights.float(), X.float()) / weights.sum(1, keepdim=True).clamp(min=1)
        return result.to(X.dtype)
