"""Centring is thought of as what LayerNorm does.

misconception: centring_is_per_row
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.mean(-1, keepdim=True)
