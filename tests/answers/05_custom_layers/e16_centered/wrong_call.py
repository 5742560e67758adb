"""`__call__` is written instead of `forward`.

misconception: call_is_the_method_to_write
check: test_leaves_the_world_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def __call__(self, X):
        return X - X.mean()
