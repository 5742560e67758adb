"""The output's memory can be used again.

misconception: calls_are_alike
check: test_every_call_is_for_itself
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay
        self.memory = {}

    def forward(self, X, lengths):
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        result = torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
        if torch.is_grad_enabled():
            return result
        key = (result.shape, result.dtype, result.device)
        return self.memory.setdefault(key, torch.empty_like(result)).copy_(result)
