"""A GPU is a GPU: `is_cuda` says it all.

misconception: one_gpu_or_none
check: test_from_one_gpu_to_the_other
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        positions = torch.arange(X.shape[1], device="cuda:0" if X.is_cuda else "cpu")
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
