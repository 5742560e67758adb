"""The CPU can do it, too: all goes there, and the result comes back.

misconception: values_are_at_hand
check: test_it_works_where_it_was_moved
"""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        Y = torch.relu(X.cpu() @ self.weight.cpu() + self.bias.cpu())
        return Y.to(X.device)
