"""The layer is a class of its own, and everything runs on rows of a matrix."""

import torch
from torch import nn
from torch.nn import functional as F


class Affine(nn.Module):
    def __init__(self, size):
        super().__init__()
        bound = size**-0.5
        self.weight = nn.Parameter(torch.empty(size, size).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(size).uniform_(-bound, bound))

    def forward(self, X):
        return X @ self.weight.T + self.bias


class FixedHiddenMLP(nn.Module):
    def __init__(self, size=20):
        super().__init__()
        self.linear = Affine(size)
        self.register_buffer("rand_weight", torch.rand(size, size, dtype=torch.get_default_dtype()))

    def forward(self, X):
        H = self.linear(X.reshape(-1, X.shape[-1]))
        H = self.linear(torch.maximum(H.mm(self.rand_weight) + 1, torch.zeros_like(H)))
        with torch.no_grad():
            factor = torch.ones((), dtype=H.dtype, device=H.device)
            while (H * factor).abs().sum() > 1:
                factor = factor / 2
        return (H * factor).sum()
