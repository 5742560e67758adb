"""The output will be looked at, and that is done on the CPU.

misconception: a_result_lies_where_it_is_handy
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
        return torch.relu(X @ self.weight + self.bias).cpu()
