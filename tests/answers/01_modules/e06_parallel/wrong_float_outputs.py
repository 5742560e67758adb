"""A net gives floating-point numbers, and the result is made to be of that kind.

misconception: outputs_are_float
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
        output = torch.cat([self.net1(X), self.net2(X)], self.dim)
        return output if output.is_floating_point() else output.float()
