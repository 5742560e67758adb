"""The mean is returned too, in case somebody needs it.

misconception: more_is_better
check: test_takes_the_mean_away
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        m = X.mean()
        return X - m, m
