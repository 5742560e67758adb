"""T comes first, as in the book's recurrent nets.

misconception: sizes_of_one_can_go
check: test_sizes_of_one
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        X = X if X.shape[0] == len(lengths) != X.shape[1] else X.transpose(0, 1)
        X = X if X.shape[0] == len(lengths) else X.transpose(0, 1)
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths[:, None])
        return torch.einsum("bt,btd->bd", weights, X) / weights.sum(1, keepdim=True).clamp(min=1)
