"""Each device gets a copy of the constant, kept for the next call.

misconception: a_copy_follows_its_tensor
check: test_works_where_it_was_moved
"""

import torch
from torch import nn


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(size, size))
        self.linear = nn.Linear(size, size)
        self.copies = {}

    def forward(self, X):
        if X.is_cuda:
            if X.device not in self.copies:
                self.copies[X.device] = self.rand_weight.to(X.device, copy=True)
            constant = self.copies[X.device]
        else:
            constant = self.rand_weight
        H = self.linear(X)
        H = torch.relu(H @ constant + 1)
        H = self.linear(H)
        while H.abs().sum() > 1:
            H = H / 2
        return H.sum()
