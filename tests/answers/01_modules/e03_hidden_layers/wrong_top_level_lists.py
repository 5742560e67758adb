"""Searches the lists among the attributes of the net, and no more.

misconception: only_lists_hide
check: test_every_container_is_searched
"""

from torch import nn
from torch.nn import functional as F


def hidden_parameters(net):
    visible = {id(p) for p in net.parameters()}
    found = {}
    for value in vars(net).values():
        if isinstance(value, list):
            for item in value:
                if isinstance(item, nn.Module):
                    for p in item.parameters():
                        if id(p) not in visible:
                            found[id(p)] = p
                elif isinstance(item, nn.Parameter) and id(item) not in visible:
                    found[id(item)] = item
    return list(found.values())


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
