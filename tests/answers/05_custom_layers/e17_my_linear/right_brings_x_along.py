"""X is brought to where the weight is now."""

import torch
from torch import nn


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.register_parameter("weight", nn.Parameter(torch.empty(in_units, units).normal_()))
        self.register_parameter("bias", nn.Parameter(torch.empty(units).uniform_(-1, 1)))

    def forward(self, X):
        return nn.functional.relu(X.to(self.weight.device).matmul(self.weight) + self.bias)
