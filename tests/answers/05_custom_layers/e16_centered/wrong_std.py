"""Centring is taken for standardising.

misconception: centring_is_normalising
check: test_takes_the_mean_away
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return (X - X.mean()) / X.std()
