"""A tensor in an attribute: all keys matched, and the copy computes something else.

misconception: a_tensor_attribute_is_state
check: test_a_reloaded_copy_computes_the_same
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.rand_weight = torch.rand(size, size)
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
