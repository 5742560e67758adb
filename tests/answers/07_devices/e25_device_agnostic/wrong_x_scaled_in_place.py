"""X is multiplied in place, to save memory.

misconception: gradients_do_not_matter_here
check: test_gradients
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
        return X.mul_(weights[..., None]).sum(1) / weights.sum(1, keepdim=True).clamp(min=1)
