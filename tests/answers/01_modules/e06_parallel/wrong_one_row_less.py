"""Outputs with one row are joined along the features, whatever dim says.

misconception: outputs_are_alike
check: test_joins_along_dim
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
        dim = self.dim if one.shape[self.dim] > 1 or one.dim() < 3 else -1
        return torch.cat([one, two], dim)
