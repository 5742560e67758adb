"""A chain of two layers, with activations in forward.

misconception: structure_is_free
check: test_names
"""

from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(num_inputs, 64), nn.Linear(64, 32))
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        return self.linear(self.net[1](self.net[0](X).relu()).relu())


def make_chimera(num_inputs, head):
    return nn.Sequential(NestMLP(num_inputs), nn.Linear(16, 20), head)


def get_by_path(net, path):
    found = net
    for name in path.split(".") if path else []:
        found = getattr(found, name)
    return found
