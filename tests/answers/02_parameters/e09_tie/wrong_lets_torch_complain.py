"""Thought: torch raises the right error by itself. It is a RuntimeError.

misconception: any_exception_will_do
check: test_other_shapes_are_refused
"""

import torch
from torch import nn


def tie_weights(a, b):
    with torch.no_grad():
        b.weight.view(a.weight.shape).copy_(a.weight)
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
