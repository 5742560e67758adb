"""A net that is missing is replaced by an Identity: `net or nn.Identity()`.

misconception: truth_tells_what_is_there
check: test_nets_are_called
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1 or nn.Identity()
        self.net2 = net2 or nn.Identity()
        self.dim = dim

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], self.dim)
