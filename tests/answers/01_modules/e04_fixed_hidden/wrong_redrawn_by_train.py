"""Setting the mode draws the constant anew.

misconception: the_mode_changes_the_formula
check: test_every_mode_computes_the_same
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)

    def train(self, mode=True):
        self.rand_weight.uniform_()
        return super().train(mode)

    def forward(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
