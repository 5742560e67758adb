"""Thought: copying before each call keeps b in step. The gradients of b's uses stay with b.

misconception: equal_values_are_a_tie
check: test_the_shared_weight_gets_both_gradients
"""

from torch import nn


def tie_weights(a, b):
    if a.weight.shape != b.weight.shape:
        raise ValueError("the weights have different shapes")
    b.weight.data.copy_(a.weight.data)

    def keep_in_step(module, args):
        b.weight.data.copy_(a.weight.data)

    b.register_forward_pre_hook(keep_in_step)


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
