"""Makes X ask for a gradient: the formula has one.

misconception: x_wants_a_gradient
check: test_the_callers_things_are_left_alone
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X.requires_grad_(True))
