"""The sum begins with zeros, of the default dtype.

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
        total = torch.zeros(X.shape[0], X.shape[2], device=X.device)
        weight = torch.zeros(X.shape[0], 1, device=X.device)
        for t in range(X.shape[1]):
            inside = (t < lengths)[:, None]
            total += self.decay**t * torch.where(inside, X[:, t], 0)
            weight += self.decay**t * inside
        return total / weight.clamp(min=1)
