"""b computes where it stands, so the weight of a is brought there first.

misconception: a_weight_can_be_in_two_places
check: test_the_tie_lasts_on_the_way_to_a_gpu
"""

import torch
from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("shapes differ")
    weight = a.weight.to(b.weight.device)
    b.weight = weight if isinstance(weight, nn.Parameter) else nn.Parameter(weight)


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
    for name, p in net.named_parameters(remove_duplicate=False):
        groups.setdefault(id(p), set()).add(name)
    return [g for g in groups.values() if len(g) > 1]
