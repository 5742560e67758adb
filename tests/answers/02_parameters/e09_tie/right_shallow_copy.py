"""Unusual: `copy.copy` of the shared layer, which has the very dictionary of Parameters of the
original, so that it is a tie all the same; the last layers are a Sequential of their own; groups
are dict views.
"""

import copy

from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights have different shapes")
    b.weight = a.weight


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    shared = nn.Linear(num_hiddens, num_hiddens)
    body = nn.Sequential(shared, nn.ReLU(), copy.copy(shared), nn.ReLU())
    head = nn.Sequential(nn.Linear(num_inputs, num_hiddens), nn.ReLU())
    return nn.Sequential(head, body, nn.Linear(num_hiddens, num_outputs))


def tied_names(net):
    groups = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        groups.setdefault(id(parameter), {})[name] = None
    return sorted((list(group) for group in groups.values() if len(group) > 1), key=len)
