"""Passes over attributes with an underscore, to keep away from what nn.Module keeps there.

misconception: an_underscore_keeps_out
check: test_every_module_is_searched
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found, seen, kept = [], set(), []

    def walk(thing):
        if id(thing) in seen:
            return
        seen.add(id(thing))
        kept.append(thing)
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                found.append(thing)
        elif isinstance(thing, nn.Module):
            walk(list(thing.parameters(recurse=False)))
            walk(list(thing.children()))
            walk([value for name, value in vars(thing).items() if not name.startswith("_")])
        elif isinstance(thing, dict):
            for value in thing.values():
                walk(value)
        elif isinstance(thing, (list, tuple)):
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
