"""`dim` has another name.

misconception: the_default_is_a_constant
check: test_joins_along_dim
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, *axis, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
