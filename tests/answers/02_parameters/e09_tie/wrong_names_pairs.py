"""Thought: a tie has two ends. Three names of one Parameter make three groups.

misconception: a_tie_has_two_ends
check: test_all_names_of_a_parameter_are_one_group
"""

import itertools

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
    named = list(net.named_parameters(remove_duplicate=False))
    return [{one, two} for (one, p), (two, q) in itertools.combinations(named, 2) if p is q]
