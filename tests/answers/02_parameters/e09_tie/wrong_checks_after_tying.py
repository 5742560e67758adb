"""Thought: what matters is that the error comes. By then b has lost its weight.

misconception: an_error_may_come_late
check: test_other_shapes_are_refused
"""

from torch import nn


def tie_weights(a, b):
    before = b.weight.shape
    b.weight = a.weight
    if b.weight.shape != before:
        raise ValueError("shapes differ")


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


def tied_names(net):
    names = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), set()).add(name)
    return [group for group in names.values() if len(group) > 1]
