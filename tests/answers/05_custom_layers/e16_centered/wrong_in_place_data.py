"""The mean is taken away in place, behind autograd's back.

misconception: the_input_is_mine
check: test_leaves_x_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        X.data -= X.data.mean()
        return X
