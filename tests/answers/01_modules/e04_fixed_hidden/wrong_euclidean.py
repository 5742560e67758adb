"""The size of H is its Euclidean norm.

misconception: any_norm_will_do
check: test_halves_until_at_most_one
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.norm() > 1:
            H = H / 2
        return H.sum()
