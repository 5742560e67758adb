"""The mean is computed once and kept.

misconception: one_mean_for_all_calls
check: test_every_call_is_like_the_first
"""

from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.mean = None

    def forward(self, X):
        if self.mean is None:
            self.mean = X.mean()
        return X - self.mean
