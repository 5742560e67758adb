"""A copy has the same nets.

misconception: only_parameters_are_state
check: test_state
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)

    def __deepcopy__(self, memo):
        return Parallel(self.net1, self.net2, self.dim)
