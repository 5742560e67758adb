"""The old gradient of X is cleared, for order's sake.

misconception: asking_for_gradients
check: test_leaves_x_alone
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.grad is not None:
            X.grad.zero_()
        return X - X.mean()
