"""Thought: a default argument is fresh at each call. Names of earlier nets come back.

misconception: defaults_are_fresh
check: test_what_only_looks_tied_is_not_named
"""

from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights have different shapes")
    b.weight = a.weight


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    shared = nn.Linear(num_hiddens, num_hiddens)
    return nn.Sequential(
        nn.Linear(num_inputs, num_hiddens),
        nn.ReLU(),
        shared,
        nn.ReLU(),
        shared,
        nn.ReLU(),
        nn.Linear(num_hiddens, num_outputs),
    )


def tied_names(net, groups={}):
    for name, parameter in net.named_parameters(remove_duplicate=False):
        groups.setdefault(parameter, set()).add(name)
    return [group for group in groups.values() if len(group) > 1]
