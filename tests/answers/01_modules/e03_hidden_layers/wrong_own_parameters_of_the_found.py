"""Of a hidden module only what it owns itself is taken, and what its lists hold; its children are forgotten.

misconception: parameters_of_the_found_is_all
check: test_every_module_is_searched
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found, seen, trusted = [], set(), list(net.modules())

    def walk(thing):
        if id(thing) in seen:
            return
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                found.append(thing)
        elif isinstance(thing, nn.Module):
            for name, value in vars(thing).items():
                if name != "_modules" or thing is net or thing in trusted:
                    walk(value)
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
