"""Makes a table of its own and never calls super().__init__().

misconception: no_super_init
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        self.tables = {}

    def forward(self, X):
        return torch.fft.rfft(X)
