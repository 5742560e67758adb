"""A loop over children() meets a repeated net once.

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
        return torch.cat([net(X) for net in self.children()], dim=self.dim)
