"""Thirty levels are thought to be enough to stop an endless walk.

misconception: a_few_levels_will_do
check: test_every_module_is_searched
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found = {}

    def walk(thing, depth):
        if depth > 30:
            return
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                found[id(thing)] = thing
        elif isinstance(thing, nn.Module):
            walk(vars(thing), depth + 1)
        elif isinstance(thing, dict):
            for value in thing.values():
                walk(value, depth + 1)
        elif isinstance(thing, (list, tuple)):
            for value in thing:
                walk(value, depth + 1)

    walk(net, 0)
    return list(found.values())


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
