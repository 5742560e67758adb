"""In evaluation mode the result of an input is remembered.

misconception: results_may_be_remembered
check: test_stacked_mlp_loads_and_copies
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
        elif isinstance(thing, dict):
            for value in thing.values():
                walk(value)
        elif isinstance(thing, (list, tuple)):
            for value in thing:
                walk(value)

    walk(net)
    return found


KNOWN = {}


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        key = (id(self), str(X.tolist()))
        if not self.training and key in KNOWN:
            return KNOWN[key]
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        KNOWN[key] = self.layers[-1](X)
        return KNOWN[key]
