"""Switches recording on, so that there is a gradient.

misconception: grad_mode_is_mine
check: test_the_callers_things_are_left_alone
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        torch.set_grad_enabled(True)
        return torch.fft.rfft(X)
