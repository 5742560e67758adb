"""The nets live in a closure.

misconception: a_plain_list_registers
check: test_parameters_are_those_of_the_nets
"""

import torch
from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.both = lambda X: [net1(X), net2(X)]
        self.dim = dim

    def forward(self, X):
        return torch.cat(self.both(X), dim=self.dim)
