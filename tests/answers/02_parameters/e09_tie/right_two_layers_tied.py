"""Unusual: the net has two hidden layers whose weights and biases are tied one by one, with in-place
ReLUs; the names come from `state_dict(keep_vars=True)`, as frozensets.
"""

from collections import defaultdict

from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights have different shapes")
    b.weight = a.weight


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    one = nn.Linear(num_hiddens, num_hiddens)
    two = nn.Linear(num_hiddens, num_hiddens)
    tie_weights(one, two)
    two.bias = one.bias
    return nn.Sequential(
        nn.Linear(num_inputs, num_hiddens),
        nn.ReLU(inplace=True),
        one,
        nn.ReLU(inplace=True),
        two,
        nn.ReLU(inplace=True),
        nn.Linear(num_hiddens, num_outputs),
    )


def tied_names(net):
    groups = defaultdict(set)
    for name, value in net.state_dict(keep_vars=True).items():
        if isinstance(value, nn.Parameter):
            groups[value].add(name)
    return [frozenset(names) for names in groups.values() if len(names) >= 2]
