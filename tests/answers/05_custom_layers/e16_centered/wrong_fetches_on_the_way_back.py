"""On the way back the mean of the gradients is a number like any other.

misconception: values_are_at_hand
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
        return g - g.mean().item()


class CenteredLayer(nn.Module):
    def forward(self, X):
        return Centre.apply(X)
