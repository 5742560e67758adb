"""`__init__` forgets that of nn.Module.

misconception: no_super_init
check: test_takes_the_mean_away
"""

from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        self.eps = 1e-6

    def forward(self, X):
        return X - X.mean()
