"""The parameters are copied into new ones.

misconception: containers_own_copies
check: test_parameters_are_those_of_the_nets
"""

import copy

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim
        self.net1, self.net2 = (copy.copy(net) for net in (net1, net2))
        for net in (self.net1, self.net2):
            net._parameters = {name: nn.Parameter(p.detach().clone()) for name, p in net._parameters.items()}

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
