"""Parameters go to the GPU as soon as they are made.

misconception: requires_grad_makes_a_parameter
check: test_it_works_where_it_was_moved
"""

import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"


class MyLinear(nn.Module):
    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units)).to(device)
        self.bias = nn.Parameter(torch.randn(units)).to(device)

    def forward(self, X):
        return torch.relu(X @ self.weight + self.bias)
