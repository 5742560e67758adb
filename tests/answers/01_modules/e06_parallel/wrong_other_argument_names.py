"""`dim` is an axis, as in NumPy.

misconception: names_of_arguments_are_free
check: test_joins_along_dim
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, axis=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = axis

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], self.dim)
