"""Makes the full transform and cuts it."""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        return torch.fft.fft(X, dim=-1)[..., : n // 2 + 1]
