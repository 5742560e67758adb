"""The difference is the wrong way round.

misconception: order_does_not_matter
check: test_takes_the_mean_away
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X.mean() - X
