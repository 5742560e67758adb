"""Collects in a dict by name: the second layer overwrites the first.

misconception: one_find_is_all
check: test_layers_in_a_list_are_found
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found, seen = {}, set()

    def walk(name, thing):
        if id(thing) in seen:
            return
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                found[name] = thing
        elif isinstance(thing, nn.Module):
            for key, value in vars(thing).items():
                walk(key, value)
        elif isinstance(thing, dict):
            for key, value in thing.items():
                walk(key, value)
        elif isinstance(thing, (list, tuple)):
            for i, value in enumerate(thing):
                walk(i, value)

    walk("", net)
    return list(found.values())


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
