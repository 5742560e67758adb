"""A view of X is returned where there is nothing to take away.

misconception: the_result_may_be_the_input
check: test_leaves_x_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        m = X.mean()
        return X - m if m.detach().abs() > 1e-12 else X.view_as(X)
