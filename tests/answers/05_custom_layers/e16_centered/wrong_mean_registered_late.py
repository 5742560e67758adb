"""The mean is registered as a buffer at the first call.

misconception: every_layer_has_state
check: test_nothing_to_learn_or_save
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        self.register_buffer("mean", X.mean().detach())
        return X - X.mean()
