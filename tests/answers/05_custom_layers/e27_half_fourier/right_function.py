"""A torch.autograd.Function with a backward pass of its own."""

import torch
from torch import nn


class Half(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.n = x.shape[-1]
        return torch.fft.rfft(x)

    @staticmethod
    def backward(ctx, gradient):
        rest = gradient.new_zeros(*gradient.shape[:-1], ctx.n - gradient.shape[-1])
        return torch.fft.ifft(torch.cat([gradient, rest], -1), norm="forward").real


class HalfFourier(nn.Module):
    def forward(self, X):
        return Half.apply(X)
