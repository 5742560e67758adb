"""The constructor takes anything and keeps a function; the mean is expanded to the shape of X."""

import torch
from torch import nn


def centre(X):
    return torch.stack([X, -X.mean().expand_as(X)]).sum(0)


class CenteredLayer(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.centre = centre

    def forward(self, X):
        return self.centre(X)
