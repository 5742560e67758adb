"""Centring is thought of as what is done to the features of a data set.

misconception: centring_is_per_feature
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.mean(0)
