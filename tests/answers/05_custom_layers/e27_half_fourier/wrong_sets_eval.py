"""Goes into eval mode, as there is nothing to train.

misconception: modes_change_the_formula
check: test_any_input_in_any_mode
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        self.eval()
        return torch.fft.rfft(X)
