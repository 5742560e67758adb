"""The result is a number, and numbers are looked at on the CPU.

misconception: a_result_lies_where_it_is_handy
check: test_works_where_it_was_moved
"""

import torch
from torch import nn


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)

    def forward(self, X):
        H = self.linear(X)
        H = torch.relu(H @ self.rand_weight + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.cpu().sum()
