"""Thought: a frozen Parameter does not count.

misconception: frozen_does_not_count
check: test_all_names_of_a_parameter_are_one_group
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


def tied_names(net):
    groups = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        if parameter.requires_grad:
            groups.setdefault(id(parameter), set()).add(name)
    return [group for group in groups.values() if len(group) > 1]
