"""The last size is taken for the number of elements.

misconception: any_middle_is_the_mean
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.sum() / X.shape[-1]
