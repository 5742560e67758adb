"""The number of elements is kept from call to call, and nobody uses the old one."""

from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = None

    def forward(self, X):
        self.n = X.numel()
        return X - X.sum() / self.n
