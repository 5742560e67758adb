"""A forward of many steps, and a walk that takes one name off the front at a time."""

from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(num_inputs, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        for module in self.net:
            X = module(X)
        return self.linear(X)


class Chimera(nn.Sequential):
    pass


def make_chimera(num_inputs, head):
    net = Chimera()
    net.add_module("0", NestMLP(num_inputs))
    net.add_module("1", nn.Linear(16, 20))
    net.add_module("2", head)
    return net


def get_by_path(net, path):
    names = path.split(".")
    while names != [""] and names:
        net = getattr(net, names.pop(0))
    return net
