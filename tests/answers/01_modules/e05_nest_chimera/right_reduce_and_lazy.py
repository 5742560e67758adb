"""functools.reduce over the names; lazy layers, and a chimera that grows by append."""

import functools

from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.net = nn.Sequential(nn.LazyLinear(64), nn.ReLU(), nn.LazyLinear(32), nn.ReLU())
        self.linear = nn.LazyLinear(16)

    def forward(self, X):
        return self.linear(self.net(X))


def make_chimera(num_inputs, head):
    net = nn.Sequential()
    for part in (NestMLP(num_inputs), nn.LazyLinear(20), head):
        net.append(part)
    return net


def get_by_path(net, path):
    return functools.reduce(getattr, path.split("."), net) if path else net
