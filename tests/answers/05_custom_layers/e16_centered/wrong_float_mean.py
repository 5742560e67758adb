"""Only the mean is computed in float32.

misconception: everything_is_float32
check: test_float64_with_all_digits
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.float().mean()
