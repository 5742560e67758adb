"""forward is called.

misconception: forward_is_a_call
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
        return torch.cat([self.net1.forward(X), self.net2.forward(X)], dim=self.dim)
