"""No gradients in evaluation mode.

misconception: detach_is_harmless
check: test_gradients
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
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
