"""The layer has another name in the state.

misconception: names_are_free
check: test_state_holds_the_constant
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.dense = nn.Linear(size, size)

    def forward(self, X):
        H = self.dense(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.dense(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()

    @property
    def linear(self):
        return self.dense
