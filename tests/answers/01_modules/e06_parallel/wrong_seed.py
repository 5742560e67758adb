"""A seed at the start.

misconception: a_call_may_leave_traces
check: test_leaves_things_alone
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim
        torch.manual_seed(0)

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
