"""Every module is asked what it hides itself; that another part of the net shows it is not seen.

misconception: every_module_for_itself
check: test_nothing_else_is_called_hidden
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    found, seen = {}, set()

    def walk(thing, visible):
        if id(thing) in seen:
            return
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                found[id(thing)] = thing
        elif isinstance(thing, nn.Module):
            walk(vars(thing), visible)
        elif isinstance(thing, dict):
            for value in thing.values():
                walk(value, visible)
        elif isinstance(thing, (list, tuple)):
            for value in thing:
                walk(value, visible)

    for module in reversed(list(net.modules())):
        walk(vars(module), {id(p) for p in module.parameters()})
    return list(found.values())


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
