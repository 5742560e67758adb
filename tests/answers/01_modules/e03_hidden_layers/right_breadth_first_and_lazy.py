"""Breadth first, with visible ones struck out at the end; LazyLinear layers, F.relu, numbers in a ModuleDict."""

import torch
from torch import nn


def hidden_parameters(net):
    level, memo, found = [net], {}, {}
    while level:
        following = []
        for thing in level:
            if id(thing) in memo:
                continue
            memo[id(thing)] = True
            if isinstance(thing, nn.Parameter):
                found[id(thing)] = thing
            elif isinstance(thing, nn.Module):
                following.extend(vars(thing).values())
            elif isinstance(thing, dict):
                following.extend(thing.values())
            elif isinstance(thing, (list, tuple)):
                following.extend(thing)
        level = following
    for parameter in net.parameters():
        found.pop(id(parameter), None)
    return list(found.values())


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.steps = nn.ModuleDict({str(i): nn.LazyLinear(width) for i, width in enumerate(sizes[1:])})

    def forward(self, X):
        *first, last = self.steps.values()
        for step in first:
            X = torch.relu(step(X))
        return last(X)
