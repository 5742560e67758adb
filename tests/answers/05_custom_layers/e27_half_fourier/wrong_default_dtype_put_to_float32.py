"""Puts the default dtype back to what it always is: float32.

misconception: the_default_dtype_is_mine
check: test_the_callers_things_are_left_alone
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        torch.set_default_dtype(X.dtype)
        Y = torch.fft.rfft(X)
        torch.set_default_dtype(torch.float32)
        return Y
