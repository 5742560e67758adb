"""The constant is drawn at the first call, when the size of X is known.

misconception: a_constant_may_come_later
check: test_a_reloaded_copy_computes_the_same
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        if not hasattr(self, "rand_weight"):
            self.register_buffer("rand_weight", torch.rand(X.shape[-1], X.shape[-1]))
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
