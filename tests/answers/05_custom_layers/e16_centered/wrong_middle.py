"""The middle of the range is taken for the mean.

misconception: any_middle_is_the_mean
check: test_takes_the_mean_away
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - (X.max() + X.min()) / 2
