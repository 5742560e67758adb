"""X is a tensor of floats.

misconception: the_input_is_one_tensor
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
        X = torch.as_tensor(X)
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
