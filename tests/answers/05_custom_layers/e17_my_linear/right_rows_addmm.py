"""Unusual: all rows in one `addmm`, then the shape in front is put back; a clamp for the ReLU; a
`nn.ReLU` attribute that is not even used.
"""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.units = units
        self.in_units = in_units
        self.activation = nn.ReLU()
        self.weight = nn.Parameter(torch.zeros(in_units, units))
        self.bias = nn.Parameter(torch.zeros(units))
        self.reset_parameters()

    def forward(self, X):
        rows = X.reshape(-1, self.in_units)
        return torch.addmm(self.bias, rows, self.weight).clamp(min=0).reshape(*X.shape[:-1], self.units)

    def reset_parameters(self):
        with torch.no_grad():
            bound = self.in_units**-0.5
            for parameter in self.parameters():
                parameter.uniform_(-bound, bound)
