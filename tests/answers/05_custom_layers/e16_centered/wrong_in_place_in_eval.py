"""In evaluation mode nobody needs X any more.

misconception: the_input_is_mine
check: test_leaves_x_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if self.training:
            return X - X.mean()
        return X.sub_(X.mean())
