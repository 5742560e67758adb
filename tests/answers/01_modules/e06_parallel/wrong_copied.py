"""A container has copies of its own.

misconception: containers_own_copies
check: test_parameters_are_those_of_the_nets
"""

import copy

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = copy.deepcopy(net1)
        self.net2 = copy.deepcopy(net2)
        self.dim = dim

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
