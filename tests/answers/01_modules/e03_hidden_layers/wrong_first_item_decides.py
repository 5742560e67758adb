"""A list counts as a list of layers if its first item is one.

misconception: one_find_is_all
check: test_layers_in_a_list_are_found
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
        elif (
            isinstance(thing, (list, tuple))
            and thing
            and isinstance(thing[0], (nn.Module, nn.Parameter, list, tuple, dict))
        ):
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
