"""The 1 is a tensor of ones, made without a word about where.

misconception: what_the_model_meets_follows_it
check: test_works_where_it_was_moved
"""

import torch
from torch import nn


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = self.linear(X)
        H = H @ self.rand_weight
        H = torch.relu(H + torch.ones(H.shape, dtype=H.dtype))
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
