"""A new net is there to be trained.

misconception: parts_of_a_net_are_trained
check: test_gradients
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim
        self.requires_grad_(True)

    def forward(self, X):
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
