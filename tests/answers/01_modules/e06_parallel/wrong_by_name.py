"""What a net takes is called X.

misconception: arguments_have_one_name
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
        return torch.cat([self.net1(X=X), self.net2(X=X)], self.dim)
