"""A deep copy keeps the constant of the original.

misconception: one_constant_for_all
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
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()

    def __deepcopy__(self, memo):
        twin = FixedHiddenMLP(self.linear.in_features)
        twin.load_state_dict(self.state_dict())
        twin.rand_weight = self.rand_weight
        return twin
