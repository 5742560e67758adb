"""Thought: (3, 4) and (4, 3) have the same sizes. The order is forgotten.

misconception: part_of_the_shape_is_enough
check: test_other_shapes_are_refused
"""

from torch import nn


def tie_weights(a, b):
    if sorted(a.weight.shape) != sorted(b.weight.shape):
        raise ValueError("sizes differ")
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
    names = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), set()).add(name)
    return [group for group in names.values() if len(group) > 1]
