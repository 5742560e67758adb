"""`X.shape[0]` is asked for, which a single number does not have.

misconception: shape_is_fixed
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        count = X.shape[0]
        return X - X.sum() / X.numel() if count else X
