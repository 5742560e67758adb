"""Sets a seed, as layers do in examples.

misconception: seeding_inside_is_repeatable
check: test_the_callers_things_are_left_alone
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        torch.manual_seed(0)
        return torch.fft.rfft(X)
