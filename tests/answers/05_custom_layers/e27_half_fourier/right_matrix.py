"""Multiplies with the complex matrix, by einsum."""

import math

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        turns = torch.outer(torch.arange(n), torch.arange(n // 2 + 1)) % n
        angles = turns.to(X.dtype) * (2 * math.pi / n)
        matrix = torch.exp(torch.complex(torch.zeros_like(angles), -angles))
        return torch.einsum("...j,jk->...k", X.to(matrix.dtype), matrix)
