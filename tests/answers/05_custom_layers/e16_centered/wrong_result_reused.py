"""One tensor holds the results of all calls.

misconception: one_result_for_all_calls
check: test_every_call_is_like_the_first
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = None

    def forward(self, X):
        if X.requires_grad:
            return X - X.mean()
        if self.out is None or self.out.shape != X.shape or self.out.dtype != X.dtype:
            self.out = torch.empty_like(X)
        self.out.copy_(X - X.mean())
        return self.out
