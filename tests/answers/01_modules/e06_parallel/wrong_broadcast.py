"""The narrower output is stretched to the wider one.

misconception: outputs_are_alike
check: test_joins_the_last_dimension
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
        one, two = self.net1(X), self.net2(X)
        if one.shape[-1] == 1:
            one = one.expand_as(two)
        return torch.cat([one, two], dim=self.dim)
