"""Uses view, which transposed tensors refuse.

misconception: tensors_lie_in_one_piece
check: test_any_input_in_any_mode
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        return torch.fft.rfft(X.view(-1, n)).view(*X.shape[:-1], n // 2 + 1)
