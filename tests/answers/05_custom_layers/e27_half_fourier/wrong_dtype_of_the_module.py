"""Keeps a number that says what the module was cast to, and follows it.

misconception: the_module_has_a_dtype
check: test_any_input_in_any_mode
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("one", torch.ones(()), persistent=False)

    def forward(self, X):
        if self.one.dtype == torch.float64:
            X = X.double()
        return torch.fft.rfft(X)
