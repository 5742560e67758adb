"""Switches recording on, since gradients are part of the contract.

misconception: no_grad_is_for_others
check: test_the_callers_things_are_left_alone
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        with torch.enable_grad():
            return torch.fft.rfft(X)
