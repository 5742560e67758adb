"""A length is a number.

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
        means = []
        for x, length in zip(X, lengths):
            n = int(length)
            weights = self.decay ** torch.arange(n, device=X.device, dtype=X.dtype)
            means.append(weights @ x[:n] / weights.sum() if n else 0 * x.sum(0))
        return torch.stack(means) if means else X.new_zeros(0, X.shape[2])
