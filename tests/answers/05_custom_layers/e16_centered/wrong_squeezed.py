"""Sizes of one are dropped.

misconception: shape_is_fixed
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return (X - X.mean()).squeeze()
