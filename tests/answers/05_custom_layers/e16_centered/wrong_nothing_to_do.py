"""A mean of 0 means that there is nothing to do: X itself is returned.

misconception: the_result_may_be_the_input
check: test_leaves_x_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        m = X.mean()
        if m == 0:
            return X
        return X - m
