"""`__call__` is written beside `forward`, to be on the safe side.

misconception: call_is_the_method_to_write
check: test_leaves_the_world_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.mean()

    def __call__(self, X):
        return self.forward(X)
