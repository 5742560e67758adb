"""In evaluation mode the weights do not change, so the last result can be kept.

misconception: outputs_may_be_remembered
check: test_parameters_are_those_of_the_nets
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim
        self.last = None, None

    def forward(self, X):
        if self.training or self.last[0] is not X:
            self.last = X, torch.cat([self.net1(X), self.net2(X)], self.dim)
        return self.last[1]
