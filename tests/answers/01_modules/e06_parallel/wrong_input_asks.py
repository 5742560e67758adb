"""X is made to ask for a gradient.

misconception: a_call_may_leave_traces
check: test_leaves_things_alone
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
        if torch.is_tensor(X) and X.is_leaf and X.is_floating_point():
            X.requires_grad_()
        return torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
