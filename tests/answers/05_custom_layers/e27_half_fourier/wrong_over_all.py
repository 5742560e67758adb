"""Transforms every dimension.

misconception: every_dimension_is_time
check: test_values_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfftn(X)
