"""Parameters are float32: a tensor of another dtype is something else.

misconception: parameters_are_float32
check: test_an_object_is_not_its_values
"""

import torch
from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found, seen, todo = [], set(), [net]
    while todo:
        thing = todo.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            if thing.dtype == torch.float32 and id(thing) not in visible:
                found.append(thing)
        elif isinstance(thing, nn.Module):
            todo.append(vars(thing))
        elif isinstance(thing, dict):
            todo += thing.values()
        elif isinstance(thing, (list, tuple)):
            todo += thing
    return found


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
