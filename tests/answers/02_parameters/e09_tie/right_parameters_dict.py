"""Unusual: the weight goes straight into `b._parameters`, the shared pair of layers is a list times
two.
"""

from torch import nn


def tie_weights(a, b):
    if tuple(a.weight.shape) != tuple(b.weight.shape):
        raise ValueError(f"{a.weight.shape} is not {b.weight.shape}")
    b._parameters["weight"] = a.weight


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    first = [nn.Linear(num_inputs, num_hiddens), nn.ReLU()]
    shared = [nn.Linear(num_hiddens, num_hiddens), nn.ReLU()] * 2
    return nn.Sequential(*first, *shared, nn.Linear(num_hiddens, num_outputs))


def tied_names(net):
    everything = list(net.named_parameters(remove_duplicate=False))
    groups = []
    for _, parameter in net.named_parameters():
        group = {name for name, other in everything if other is parameter}
        if len(group) > 1:
            groups.append(group)
    return groups
