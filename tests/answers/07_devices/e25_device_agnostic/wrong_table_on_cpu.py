"""A table in `self` goes where the layer goes.

misconception: new_tensors_follow_the_data
check: test_the_same_numbers_on_a_gpu
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        steps = torch.arange(max_len)
        self.rows = decay**steps * (steps < torch.arange(max_len + 1)[:, None])

    def forward(self, X, lengths):
        weights = self.rows[lengths, : X.shape[1]].to(X.dtype)
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
