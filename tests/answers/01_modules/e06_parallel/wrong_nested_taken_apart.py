"""A Parallel inside is taken apart, and one half gets lost.

misconception: a_fork_is_the_outermost
check: test_nests
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1.net1 if isinstance(net1, Parallel) else net1
        self.net2 = net2
        self.dim = dim

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
