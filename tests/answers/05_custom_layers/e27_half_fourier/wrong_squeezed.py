"""Takes dimensions of size 1 off.

misconception: a_batch_has_two_dimensions
check: test_n_halved_plus_one_coefficients
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        return torch.fft.rfft(X.reshape(-1, X.shape[-1])).squeeze().reshape(*[s for s in X.shape[:-1] if s > 1], -1)
