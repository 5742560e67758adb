"""X is told to ask for gradients, so that there are some.

misconception: asking_for_gradients
check: test_leaves_x_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        X.requires_grad_()
        return X - X.mean()
