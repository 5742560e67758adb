"""An X that asks for no gradient needs no graph.

misconception: detach_is_harmless
check: test_one_net_twice
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
        grad = torch.is_grad_enabled() and (not torch.is_tensor(X) or X.requires_grad)
        with torch.set_grad_enabled(grad):
            return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
