"""Looks at 16 samples at most.

misconception: short_rows_are_all
check: test_nothing_of_x_is_lost
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        places = torch.arange(n)
        return torch.fft.rfft(X * (places < 16))
