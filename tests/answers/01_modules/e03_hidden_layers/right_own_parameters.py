"""The layers are Parameters of its own in a ParameterList, drawn by another rule; a list keeps who was seen."""

import torch
from torch import nn


def hidden_parameters(net):
    visible = list(net.parameters())
    seen, hidden = [], []

    def is_in(thing, things):
        return any(thing is other for other in things)

    def search(thing):
        if not isinstance(thing, (nn.Parameter, nn.Module, dict, list, tuple)) or is_in(thing, seen):
            return
        seen.append(thing)
        if isinstance(thing, nn.Parameter):
            if not is_in(thing, visible):
                hidden.append(thing)
        elif isinstance(thing, nn.Module):
            for name in vars(thing):
                search(vars(thing)[name])
        else:
            for part in thing.values() if isinstance(thing, dict) else thing:
                search(part)

    search(net)
    return hidden


class StackedMLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.all = nn.ParameterList()
        for before, after in zip(sizes, sizes[1:]):
            self.all.append(nn.Parameter(torch.randn(after, before) * (2 / before) ** 0.5))
            self.all.append(nn.Parameter(torch.zeros(after)))

    def forward(self, X):
        for i in range(0, len(self.all), 2):
            if i > 0:
                X = X.relu()
            X = X @ self.all[i].T + self.all[i + 1]
        return X
