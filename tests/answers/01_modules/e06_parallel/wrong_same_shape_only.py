"""Outputs of one shape are taken for granted.

misconception: outputs_are_alike
check: test_joins_both_outputs
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
        if one.shape != two.shape:
            raise ValueError("the outputs have different shapes")
        return torch.cat([one, two], dim=self.dim)
