"""The result is remembered for an X that was seen.

misconception: a_copy_follows_its_tensor
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
        self.memory = {}

    def forward(self, X):
        key = tuple(X.flatten().tolist())
        if key not in self.memory:
            self.memory[key] = self.compute(X)
        return self.memory[key]

    def compute(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
