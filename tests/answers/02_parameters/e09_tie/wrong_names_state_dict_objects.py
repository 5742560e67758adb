"""Thought: `state_dict()` gives the Parameters themselves. It gives a new tensor for every name.

misconception: named_parameters_lists_all_names
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
    state = net.state_dict()
    for name, tensor in state.items():
        groups.setdefault(id(tensor), set()).add(name)
    return [group for group in groups.values() if len(group) > 1]
