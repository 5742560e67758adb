"""Sets the default dtype, so that tables have all digits.

misconception: the_default_dtype_is_mine
check: test_the_callers_things_are_left_alone
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        torch.set_default_dtype(torch.float64)
        return torch.fft.rfft(X)
