"""Both nets are to learn, so gradients are switched on.

misconception: grad_mode_is_mine
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

    def forward(self, X):
        with torch.enable_grad():
            return torch.cat([self.net1(X), self.net2(X)], self.dim)
