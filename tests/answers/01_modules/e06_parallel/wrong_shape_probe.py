"""The nets are run once more, to see their shapes.

misconception: calls_leave_no_trace
check: test_nets_are_called
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
        self.width = self.net1(X).shape
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
