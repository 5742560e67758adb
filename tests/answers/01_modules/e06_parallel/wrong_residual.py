"""A sum with the input.

misconception: parallel_is_residual
check: test_joins_both_outputs
"""

from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim

    def forward(self, X):
        return X + self.net1(X) + self.net2(X)
