"""Each row is halved for itself.

misconception: each_row_for_itself
check: test_formula
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
        while (H.abs().sum(-1) > 1).any():
            H = torch.where(H.abs().sum(-1, keepdim=True) > 1, H / 2, H)
        return H.sum()
