"""The nets are put into training mode.

misconception: the_mode_is_mine
check: test_modes
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim
        self.train()

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
