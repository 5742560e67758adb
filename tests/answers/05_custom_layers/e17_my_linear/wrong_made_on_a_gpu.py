"""A layer belongs on the GPU, if there is one, and so does every X.

misconception: the_best_device_is_the_right_one
check: test_it_works_where_it_was_moved
"""

import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units, device=device))
        self.bias = nn.Parameter(torch.randn(units, device=device))

    def forward(self, X):
        return torch.relu(X.to(device) @ self.weight + self.bias)
