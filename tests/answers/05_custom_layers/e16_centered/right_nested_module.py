"""A part of its own, a function inside a nested module, takes the mean away."""

from torch import nn


class Inner(nn.Module):
    def forward(self, X):
        if X.dim() == 0:
            return X - X
        total = X
        while total.dim():
            total = total.sum(0)
        return X - total / X.numel()


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()

    def forward(self, X):
        return self.inner(X)
