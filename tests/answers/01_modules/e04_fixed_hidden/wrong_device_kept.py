"""The device is looked up when the model is made, and X is brought there.

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
        self.device = self.linear.weight.device

    def forward(self, X):
        X = X.to(self.device)
        H = self.linear(X)
        H = torch.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
