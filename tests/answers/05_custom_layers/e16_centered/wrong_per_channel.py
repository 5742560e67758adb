"""The last dimension holds features; each gets its mean over all others.

misconception: centring_is_per_feature
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.mean(dim=-2, keepdim=True) if X.dim() > 1 else X - X.mean()
