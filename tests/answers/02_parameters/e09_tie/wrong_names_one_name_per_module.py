"""Thought: within one module every Parameter has one name. `recurse=False` still leaves duplicates
out.

misconception: named_parameters_lists_all_names
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
    groups = {}
    for path, module in net.named_modules(remove_duplicate=False):
        for name, parameter in module.named_parameters(recurse=False):
            full = f"{path}.{name}" if path else name
            groups.setdefault(id(parameter), set()).add(full)
    return [group for group in groups.values() if len(group) > 1]
