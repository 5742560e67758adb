"""A single number is left as it is, since there is nothing to centre.

misconception: size_one_is_nothing
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.numel() == 1:
            return X.clone()
        return X - X.mean()
