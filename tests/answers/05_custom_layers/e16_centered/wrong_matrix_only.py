"""X is taken for a matrix.

misconception: shape_is_fixed
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.dim() == 1:
            return X - X.mean()
        rows, columns = X.size(0), X.size(1)
        return X - X.sum() / (rows * columns)
