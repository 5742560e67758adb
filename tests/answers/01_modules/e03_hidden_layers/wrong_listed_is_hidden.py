"""What stands in a list is hidden, whether it is registered or not.

misconception: in_a_list_means_hidden
check: test_nothing_else_is_called_hidden
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    found, seen = {}, set()

    def walk(thing, hidden):
        if (id(thing), hidden) in seen:
            return
        seen.add((id(thing), hidden))
        if isinstance(thing, nn.Parameter):
            if hidden:
                found[id(thing)] = thing
        elif isinstance(thing, nn.Module):
            for name, value in vars(thing).items():
                if name in ("_modules", "_parameters"):
                    for part in value.values():
                        walk(part, hidden)
                else:
                    walk(value, True)
        elif isinstance(thing, dict):
            for value in thing.values():
                walk(value, hidden)
        elif isinstance(thing, (list, tuple)):
            for value in thing:
                walk(value, hidden)

    walk(net, False)
    return list(found.values())


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
