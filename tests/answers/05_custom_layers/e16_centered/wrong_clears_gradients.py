"""The old gradient is thrown away before each pass.

misconception: old_gradients_are_mine
check: test_gradient_of_the_input
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if X.is_leaf and X.grad is not None:
            X.grad = None
        return X - X.mean()
