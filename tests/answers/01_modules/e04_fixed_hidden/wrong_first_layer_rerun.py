"""The layer is used twice on X: the second use does not see the hidden values.

misconception: one_use_is_enough
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
        self.linear(X)
        H = F.relu(self.linear(X) @ self.rand_weight + 1)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
