"""Thought: two layers over the same memory are one layer. They are trained as two.

misconception: same_memory_is_a_tie
check: test_the_tied_mlp_trains_one_shared_layer
"""

from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights have different shapes")
    b.weight = a.weight


def make_tied_mlp(num_inputs, num_hiddens, num_outputs):
    one = nn.Linear(num_hiddens, num_hiddens)
    two = nn.Linear(num_hiddens, num_hiddens)
    two.weight.data = one.weight.data
    two.bias.data = one.bias.data
    return nn.Sequential(
        nn.Linear(num_inputs, num_hiddens),
        nn.ReLU(),
        one,
        nn.ReLU(),
        two,
        nn.ReLU(),
        nn.Linear(num_hiddens, num_outputs),
    )


def tied_names(net):
    names = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), set()).add(name)
    return [group for group in names.values() if len(group) > 1]
