"""Outputs must have one dtype to be joined, so both nets become float32.

misconception: a_new_net_starts_anew
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
        self.float()

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], self.dim)
