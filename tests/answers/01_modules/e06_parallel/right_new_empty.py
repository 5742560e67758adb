"""Both parts are written into a new tensor."""

from torch import nn


class Parallel(nn.Module):
    def __init__(self, net1, net2, dim=-1):
        super().__init__()
        self.net1 = net1
        self.net2 = net2
        self.dim = dim

    def forward(self, X):
        one, two = self.net1(X), self.net2(X)
        shape = list(one.shape)
        shape[self.dim] += two.shape[self.dim]
        both = one.new_empty(shape)
        both.narrow(self.dim, 0, one.shape[self.dim]).copy_(one)
        both.narrow(self.dim, one.shape[self.dim], two.shape[self.dim]).copy_(two)
        return both
