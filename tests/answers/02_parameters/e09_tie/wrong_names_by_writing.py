"""Thought: write a mark into one and look where it appears. Aliases show it too, and on `meta` nothing
does.

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
    named = list(net.named_parameters(remove_duplicate=False))
    groups, done = [], set()
    for name, parameter in named:
        if name in done:
            continue
        kept = parameter.detach().clone()
        parameter.data.fill_(123.25)
        group = {other for other, q in named if q.shape == parameter.shape and bool((q == 123.25).all())}
        parameter.data.copy_(kept)
        done |= group
        if len(group) > 1:
            groups.append(group)
    return groups
