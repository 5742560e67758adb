"""The layer puts itself into evaluation mode: it has nothing to train.

misconception: a_call_sets_the_mode
check: test_leaves_the_world_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        self.eval()
        return X - X.mean()
