"""One constant for all models, made once.

misconception: one_constant_for_all
check: test_drawn_once_for_every_model
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    made = {}

    def __init__(self, size=20):
        super().__init__()
        if size not in self.made:
            self.made[size] = torch.rand(size, size)
        self.register_buffer("rand_weight", self.made[size])
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
