"""More than two dimensions are taken for images, each with its own mean.

misconception: centring_is_per_row
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.dim() < 3:
            return X - X.mean()
        return X - X.mean(dim=tuple(range(1, X.dim())), keepdim=True)
