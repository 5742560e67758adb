"""The mean of the last call is kept, with its graph.

misconception: a_result_may_be_kept
check: test_every_call_is_like_the_first
"""

from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, X):
        self.mean = X.mean()
        return X - self.mean
