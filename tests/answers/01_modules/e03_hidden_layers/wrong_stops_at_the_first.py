"""Returns at the first container that hides something.

misconception: one_find_is_all
check: test_layers_in_a_list_are_found
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    seen = set()

    def walk(thing):
        if id(thing) in seen:
            return []
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            return [] if id(thing) in visible else [thing]
        if isinstance(thing, nn.Module):
            return walk(vars(thing))
        parts = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, (list, tuple)) else []
        found = []
        for part in parts:
            found = walk(part) or found
        return found

    return walk(net)


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
