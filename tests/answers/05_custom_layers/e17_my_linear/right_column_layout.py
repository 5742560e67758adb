"""Unusual: the weight is stored column by column, so that it is not contiguous; `nn.ReLU` is a
submodule; the bias is added before the product by a column of ones.
"""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(units, in_units).t())
        self.bias = nn.Parameter(torch.randn(units))
        self.relu = nn.ReLU(inplace=True)

    def forward(self, X):
        ones = X.new_ones(X.shape[:-1] + (1,))
        table = torch.cat([self.weight, self.bias.unsqueeze(0)])
        return self.relu(torch.cat([X, ones], dim=-1) @ table)
