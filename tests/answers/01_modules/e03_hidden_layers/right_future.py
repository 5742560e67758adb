"""Begins with a `from __future__` import; one class for memo and findings."""

from __future__ import annotations

from torch import nn
from torch.nn import functional as F


class Detective:
    def __init__(self, net):
        self.known = {id(p) for p in net.parameters()}
        self.found = []
        self.search(net)

    def search(self, thing):
        kinds = (nn.Parameter, nn.Module, dict, list, tuple)
        if isinstance(thing, kinds) and id(thing) not in self.known:
            self.known.add(id(thing))
            if isinstance(thing, nn.Parameter):
                self.found.append(thing)
            else:
                self.search_all(thing)

    def search_all(self, thing):
        if isinstance(thing, nn.Module):
            thing = thing.__dict__
        for part in thing.values() if isinstance(thing, dict) else thing:
            self.search(part)


def hidden_parameters(net: nn.Module) -> list[nn.Parameter]:
    return Detective(net).found


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
