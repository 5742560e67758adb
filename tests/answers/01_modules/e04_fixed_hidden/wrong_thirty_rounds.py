"""Thirty halvings are a factor of a thousand millions: that is enough.

misconception: a_few_rounds_are_enough
check: test_halves_until_at_most_one
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
        for _ in range(30):
            if H.abs().sum() <= 1:
                break
            H = H / 2
        return H.sum()
