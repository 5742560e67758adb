"""Splits even n into two halves, as Cooley and Tukey did."""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def full(self, X):
        n = X.shape[-1]
        if n == 1:
            return X
        if n % 2:
            turns = torch.outer(torch.arange(n), torch.arange(n)) % n
            return X @ torch.exp(turns.to(X.dtype) * (-2j * torch.pi / n))
        even, odd = self.full(X[..., ::2]), self.full(X[..., 1::2])
        odd = odd * torch.exp(torch.arange(n // 2).to(X.dtype) * (-2j * torch.pi / n))
        return torch.cat([even + odd, even - odd], -1)

    def forward(self, X):
        X = X * torch.tensor(1 + 0j, dtype=torch.complex128 if X.dtype == torch.float64 else torch.complex64)
        return self.full(X)[..., : X.shape[-1] // 2 + 1].clone()
