"""The samples of a batch must not see each other, the learner thinks.

misconception: centring_is_per_row
check: test_one_mean_over_all
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.dim() < 2:
            return X - X.mean()
        return X - X.flatten(1).mean(1).reshape(-1, *[1] * (X.dim() - 1))
