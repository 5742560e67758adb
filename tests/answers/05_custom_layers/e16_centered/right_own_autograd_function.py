"""An autograd function with its own way back."""

import torch
from torch import nn


class Centre(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        return X - X.mean()

    @staticmethod
    def backward(ctx, upstream):
        return upstream - upstream.mean()


class CenteredLayer(nn.Module):
    def forward(self, X):
        return Centre.apply(X)
