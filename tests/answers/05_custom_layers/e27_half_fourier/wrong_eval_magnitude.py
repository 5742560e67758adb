"""Returns sizes in eval mode, as for a plot.

misconception: modes_change_the_formula
check: test_any_input_in_any_mode
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        return Y if self.training else Y.abs().to(Y.dtype)
