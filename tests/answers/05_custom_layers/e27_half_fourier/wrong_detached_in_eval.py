"""Cuts the output off in eval mode, where nobody trains.

misconception: autograd_sees_through_everything
check: test_gradients_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        return Y if self.training else Y.detach()
