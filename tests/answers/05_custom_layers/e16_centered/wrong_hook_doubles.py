"""A hook on X doubles its gradient, to make up for the mean.

misconception: gradient_of_another_formula
check: test_gradient_of_the_input
"""

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        Y = X - X.mean()
        if Y.requires_grad:
            Y.register_hook(lambda g: 2 * g)
        return Y
