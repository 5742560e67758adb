"""The sum is divided by n - 1, as for a variance.

misconception: any_middle_is_the_mean
check: test_takes_the_mean_away
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.sum() / max(X.numel() - 1, 1)
