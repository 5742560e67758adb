"""There is always a row.

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
        if len(X) == 0:
            return X
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
