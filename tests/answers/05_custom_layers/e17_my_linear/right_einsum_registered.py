"""Unusual: `register_parameter` and Xavier numbers, an einsum, and a ReLU in place on the layer's own
result.
"""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        weight = torch.empty(in_units, units)
        nn.init.xavier_uniform_(weight)
        self.register_parameter("weight", nn.Parameter(weight))
        self.register_parameter("bias", nn.Parameter(torch.empty(units).uniform_(-1, 1)))

    def forward(self, X):
        Y = torch.einsum("...i,ij->...j", X, self.weight)
        Y += self.bias
        return torch.relu_(Y)
