"""In evaluation mode the layer does nothing, like Dropout.

misconception: centring_is_for_training
check: test_every_call_is_like_the_first
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return X - X.mean() if self.training else X.clone()
