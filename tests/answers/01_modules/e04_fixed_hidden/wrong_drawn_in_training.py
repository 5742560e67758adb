"""The hidden values are random in training, as in dropout.

misconception: random_means_each_time
check: test_every_call_uses_the_tensors_as_they_are
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
        H = F.relu(H @ (torch.rand_like(self.rand_weight) if self.training else self.rand_weight) + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
