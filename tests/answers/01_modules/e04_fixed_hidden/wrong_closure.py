"""forward uses a tensor kept beside the buffer.

misconception: a_copy_follows_its_tensor
check: test_every_call_uses_the_tensors_as_they_are
"""

import torch
from torch import nn
from torch.nn import functional as F


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.fixed = torch.rand(size, size)
        self.register_buffer("rand_weight", self.fixed.clone())
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = self.linear(X)
        H = F.relu(H @ self.fixed + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
