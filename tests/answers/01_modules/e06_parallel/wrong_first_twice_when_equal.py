"""Two nets with equal weights are taken for one.

misconception: a_repeated_net_runs_once
check: test_one_net_twice
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
        return torch.cat([self.net1(X)] + ([self.net2(X)] if self.net2 is not self.net1 else []), dim=self.dim)
