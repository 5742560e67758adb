"""Unusual: the layers are lazy as in the book, so that they have no shape before the first call; the
names are found with `get_parameter`.
"""

from torch import nn


def tie_weights(a, b):
    fits = a.weight.dim() == b.weight.dim() and all(m == n for m, n in zip(a.weight.shape, b.weight.shape))
    if not fits:
        raise ValueError("shapes differ")
    setattr(b, "weight", a.weight)


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    shared = nn.LazyLinear(num_hiddens)
    net = nn.Sequential()
    for layer in (nn.LazyLinear(num_hiddens), shared, shared):
        net.append(layer)
        net.append(nn.ReLU())
    net.append(nn.LazyLinear(num_outputs))
    return net


def tied_names(net):
    paths = [path + "." if path else "" for path, _ in net.named_modules(remove_duplicate=False)]
    names = [
        path + name
        for path in paths
        for name, _ in net.get_submodule(path[:-1]).named_parameters(recurse=False, remove_duplicate=False)
    ]
    groups = {}
    for name in names:
        groups.setdefault(id(net.get_parameter(name)), []).append(name)
    return [names for names in groups.values() if len(names) > 1]
