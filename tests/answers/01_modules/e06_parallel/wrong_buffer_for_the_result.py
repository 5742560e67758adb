"""One tensor for all results.

misconception: the_result_is_lent
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
        self.room = None

    def forward(self, X):
        both = torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
        if both.requires_grad:
            return both
        if self.room is None or self.room.shape != both.shape or self.room.dtype != both.dtype:
            self.room = both
        return self.room.copy_(both)
