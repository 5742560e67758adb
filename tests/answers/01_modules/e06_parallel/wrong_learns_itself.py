"""A layer behind the fork.

misconception: a_fork_learns_too
check: test_parameters_are_those_of_the_nets
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, X):
        return self.scale * torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
