"""Thought: sharing means the same layer. Parameters tied one by one are not found.

misconception: only_whole_layers_are_shared
check: test_all_names_of_a_parameter_are_one_group
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
    paths = {}
    for path, module in net.named_modules(remove_duplicate=False):
        if not list(module.children()):
            paths.setdefault(module, []).append(path)
    groups = []
    for module, places in paths.items():
        if len(places) > 1:
            for name, _ in module.named_parameters():
                groups.append({f"{place}.{name}" for place in places})
    return groups
