"""X is detached on one side and counted twice on the other.

misconception: gradient_of_another_formula
check: test_gradient_of_the_input
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        Y = X - X.mean()
        return 2 * Y - Y.detach()
