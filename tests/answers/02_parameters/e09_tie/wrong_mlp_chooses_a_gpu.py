"""Where there is a GPU the net is made there: it is faster.

misconception: the_best_device_is_the_right_one
check: test_the_tied_mlp_works_where_it_was_moved
"""

import torch
from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("shapes differ")
    b.weight = a.weight


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    shared = nn.Linear(num_hiddens, num_hiddens)
    net = nn.Sequential(
        nn.Linear(num_inputs, num_hiddens),
        nn.ReLU(),
        shared,
        nn.ReLU(),
        shared,
        nn.ReLU(),
        nn.Linear(num_hiddens, num_outputs),
    )
    return net.to("cuda" if torch.cuda.is_available() else "cpu")


def tied_names(net):
    groups = {}
    for name, p in net.named_parameters(remove_duplicate=False):
        groups.setdefault(id(p), set()).add(name)
    return [g for g in groups.values() if len(g) > 1]
