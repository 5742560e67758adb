"""An autograd function whose way back is that of X alone.

misconception: the_mean_is_a_constant
check: test_gradient_of_the_input
"""

import torch
from torch import nn


class Centre(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        return X - X.mean()

    @staticmethod
    def backward(ctx, upstream):
        return upstream


class CenteredLayer(nn.Module):
    def forward(self, X):
        return Centre.apply(X)
