"""Makes the table in float32, whatever X is.

misconception: all_floats_are_float32
check: test_any_input_in_any_mode
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        table = torch.fft.rfft(torch.eye(n))
        Y = X.to(torch.complex64) @ table
        return Y.to(torch.complex128) if X.dtype == torch.float64 else Y
