"""The gradients are summed up by ones that are made on the way back, without a word about where.

misconception: new_tensors_follow_x
check: test_stays_on_the_device_of_x
"""

import torch
from torch import nn


class Centre(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        return X - X.mean()

    @staticmethod
    def backward(ctx, g):
        n = g.numel()
        return g - (g.reshape(-1) @ torch.ones(n, dtype=g.dtype)) / n


class CenteredLayer(nn.Module):
    def forward(self, X):
        return Centre.apply(X)
