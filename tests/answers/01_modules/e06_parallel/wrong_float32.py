"""The output is float32.

misconception: only_parameters_are_state
check: test_state
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
        output = torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
        return output.float() if output.is_floating_point() else output
