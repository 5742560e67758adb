"""`__call__` is written.

misconception: call_is_the_method_to_write
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

    def __call__(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
