"""The last mean is kept as a plain number, which nobody uses."""

from torch import nn


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.last_mean = None

    def forward(self, X):
        m = X.mean()
        self.last_mean = m.item()
        return X - m
