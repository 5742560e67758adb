"""Thought: `detach()` is the modern `.data`, so a new Parameter over it is the tie. It is a second
Parameter over one memory.

misconception: wrapping_keeps_identity
check: test_adam_moves_one_weight_not_two
"""

from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights have different shapes")
    b.weight = nn.Parameter(a.weight.detach(), requires_grad=a.weight.requires_grad)


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
