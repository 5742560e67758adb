"""The layer looks at the mean and hands X on.

misconception: the_input_is_the_output
check: test_takes_the_mean_away
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        self.mean = X.mean().item()
        return X
