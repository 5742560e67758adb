"""One and the same net gives one and the same output: one run is enough.

misconception: one_run_serves_twice
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
        first = self.net1(X)
        second = first if self.net1 is self.net2 else self.net2(X)
        return torch.cat([first, second], self.dim)
