"""The net brings X to its weights; layers are tied after the old weight was deleted; groups are frozen sets."""

import torch
from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("no")
    delattr(b, "weight")
    b.weight = a.weight


class Net(nn.Sequential):
    def forward(self, X):
        return super().forward(X.to(self[0].weight.device))


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    shared = nn.Linear(num_hiddens, num_hiddens)
    return Net(
        nn.Linear(num_inputs, num_hiddens),
        nn.ReLU(),
        shared,
        nn.ReLU(),
        shared,
        nn.ReLU(),
        nn.Linear(num_hiddens, num_outputs),
    )


def tied_names(net):
    groups = {}
    for name, p in net.state_dict(keep_vars=True).items():
        if isinstance(p, nn.Parameter):
            groups.setdefault(id(p), set()).add(name)
    return [frozenset(g) for g in groups.values() if len(g) > 1]
