"""A subclass of `nn.ModuleList`, which brings everything but `forward`."""

from torch import nn


class MySequential(nn.ModuleList):
    def __init__(self, *modules):
        super().__init__(modules)

    def forward(self, X):
        for module in self:
            X = module(X)
        return X
