"""The parts have names of their own.

misconception: structure_is_free
check: test_names
"""

from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(num_inputs, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        return self.linear(self.net(X))


class Chimera(nn.Module):
    def __init__(self, num_inputs, head):
        super().__init__()
        self.nest, self.linear, self.head = NestMLP(num_inputs), nn.Linear(16, 20), head

    def forward(self, X):
        return self.head(self.linear(self.nest(X)))


def make_chimera(num_inputs, head):
    return Chimera(num_inputs, head)


def get_by_path(net, path):
    found = net
    for name in path.split(".") if path else []:
        found = getattr(found, name)
    return found
