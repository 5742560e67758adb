"""A repeated net is copied.

misconception: each_place_has_its_weights
check: test_one_net_twice
"""

import copy

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = copy.deepcopy(net2) if net2 is net1 else net2
        self.dim = dim

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
