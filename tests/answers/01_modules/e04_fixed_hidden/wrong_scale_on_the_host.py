"""H is halved by a scale, a tensor with one entry, made without a word about where.

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
        H = torch.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        scale = torch.tensor([1.0], dtype=H.dtype)
        while (H * scale).abs().sum() > 1:
            scale = scale / 2
        return (H * scale).sum()
