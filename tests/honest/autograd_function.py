"""Writes forward and backward by itself, as an autograd Function.

exercise: e16
"""

import torch
from torch import nn


class Centre(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x - x.mean()

    @staticmethod
    def backward(ctx, upstream):
        return upstream - upstream.mean()


class CenteredLayer(nn.Module):
    def forward(self, X):
        return Centre.apply(X)
