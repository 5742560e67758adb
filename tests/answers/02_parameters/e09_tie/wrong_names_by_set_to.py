"""Thought: `is_set_to` asks whether two tensors are one. It compares memory.

misconception: same_memory_is_a_tie
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


def tied_names(net):
    groups = []
    for name, parameter in net.named_parameters(remove_duplicate=False):
        for known, names in groups:
            if known.is_set_to(parameter):
                names.add(name)
                break
        else:
            groups.append((parameter, {name}))
    return [names for _, names in groups if len(names) > 1]
