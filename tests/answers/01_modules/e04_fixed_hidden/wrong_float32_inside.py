"""Everything is computed in float32.

misconception: attributes_follow
check: test_the_constant_follows
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
        dtype = X.dtype
        weight, bias = self.linear.weight.float(), self.linear.bias.float()
        H = F.linear(X.float(), weight, bias)
        H = F.linear(F.relu(H @ self.rand_weight.float() + 1), weight, bias)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum().to(dtype)
