"""Asks `type(x) is list`: a named tuple or an OrderedDict is none of them.

misconception: a_type_has_no_heirs
check: test_every_container_is_searched
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found, seen = [], set()

    def walk(thing):
        if id(thing) in seen:
            return
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                found.append(thing)
        elif isinstance(thing, nn.Module):
            walk(vars(thing))
            walk(dict(vars(thing)["_modules"]))
            walk(dict(vars(thing)["_parameters"]))
        elif type(thing) is dict:
            for value in thing.values():
                walk(value)
        elif type(thing) in (list, tuple):
            for value in thing:
                walk(value)

    walk(net)
    return found


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
