"""The running mean is a plain attribute; evaluation uses it.

misconception: centring_is_for_training
check: test_every_call_is_like_the_first
"""

from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.running_mean = 0.0

    def forward(self, X):
        if self.training:
            m = X.mean()
            self.running_mean = m.item()
            return X - m
        return X - self.running_mean
