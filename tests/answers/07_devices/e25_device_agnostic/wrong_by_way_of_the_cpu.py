"""Everything is brought to one place, the CPU, and the result back.

misconception: reading_is_free
check: test_no_value_is_fetched
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        device, X, lengths = X.device, X.cpu(), lengths.cpu()
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        result = torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
        return result.to(device)
