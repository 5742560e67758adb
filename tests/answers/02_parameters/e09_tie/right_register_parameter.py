"""Unusual: the weight is deleted and registered anew (so it comes after the bias), the net is a class
of its own that calls `self.shared` twice, and the names are found by walking the tree by hand.
"""

import torch.nn.functional as F
from torch import nn


class WrongShape(ValueError):
    pass


def tie_weights(a, b):
    w = a.weight
    if w.size() != b.weight.size():
        raise WrongShape("tie only what fits")
    del b.weight
    b.register_parameter("weight", w)


class TiedMLP(nn.Module):
    def __init__(self, n, h, m):
        super().__init__()
        self.shared = nn.Linear(h, h)
        self.last = nn.Linear(h, m)
        self.first = nn.Linear(n, h)

    def forward(self, X):
        X = F.relu(self.first(X))
        for _ in range(2):
            X = self.shared(X).relu_()
        return self.last(X)


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    return TiedMLP(num_inputs, num_hiddens, num_outputs)


def walk(module, prefix):
    for name, parameter in module._parameters.items():
        if parameter is not None:
            yield prefix + name, parameter
    for name, child in module._modules.items():
        if child is not None:
            yield from walk(child, prefix + name + ".")


def tied_names(net):
    seen = []
    for name, parameter in walk(net, ""):
        for known, names in seen:
            if known is parameter:
                names.append(name)
                break
        else:
            seen.append((parameter, [name]))
    return [tuple(names) for _, names in seen if len(names) > 1]
