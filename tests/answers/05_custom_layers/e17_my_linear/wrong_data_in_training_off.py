"""Thought: in eval mode nobody needs gradients. A frozen part of a larger net is in eval mode and
still hands gradients on.

misconception: eval_means_no_grad
check: test_modes_change_nothing
"""

import torch
from torch import nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        if self.training:
            return F.relu(X @ self.weight + self.bias)
        return F.relu(X.detach() @ self.weight.data + self.bias.data)
