"""A layer for all models, made once for each size.

misconception: one_constant_for_all
check: test_drawn_once_for_every_model
"""

import torch
from torch import nn
from torch.nn import functional as F

LAYERS = {}


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = LAYERS.setdefault(size, nn.Linear(size, size))

    def forward(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
