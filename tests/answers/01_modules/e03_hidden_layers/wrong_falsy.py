"""What is empty holds nothing, and need not be looked into.

misconception: truth_tells_what_is_there
check: test_every_module_is_searched
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found, seen, todo = [], set(), [vars(net)]
    while todo:
        thing = todo.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                found.append(thing)
        elif isinstance(thing, (nn.Module, list, tuple, dict)):
            if not thing:
                continue
            if isinstance(thing, nn.Module):
                todo.append(vars(thing))
            else:
                todo += thing.values() if isinstance(thing, dict) else thing
    return found


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
