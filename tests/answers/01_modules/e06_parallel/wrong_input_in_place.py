"""X is used up.

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
        both = torch.cat([self.net1(X), self.net2(X)], dim=self.dim)
        if torch.is_tensor(X) and not both.requires_grad and not X.requires_grad and not self.training:
            X.zero_()
        return both
