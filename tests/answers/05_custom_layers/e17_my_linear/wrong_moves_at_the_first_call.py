"""The first call brings the weights to the GPU, if there is one.

misconception: the_best_device_is_the_right_one
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
        if not self.weight.is_cuda and torch.cuda.is_available():
            self.weight.data = self.weight.data.cuda()
            self.bias.data = self.bias.data.cuda()
        return torch.relu(X.to(self.weight.device) @ self.weight + self.bias)
