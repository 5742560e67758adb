"""The layer computes with `.data`, as the notes do elsewhere.

misconception: values_are_enough
check: test_trains_in_a_chain
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X.data - X.data.mean()
