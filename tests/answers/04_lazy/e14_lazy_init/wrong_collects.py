"""Thought: the list can be made once, as a default. It is the same list in every call.

misconception: looking_may_change
check: test_looking_changes_nothing
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net, names=[]):
    for name, tensor in [*net.named_parameters(), *net.named_buffers()]:
        if is_lazy(tensor):
            names.append(name)
    return names


def apply_init(net, inputs, init=None):
    modes = [(module, module.training) for module in net.modules()]
    net.eval()
    try:
        with torch.no_grad():
            net(*inputs)
    finally:
        for module, training in modes:
            module.training = training
    if init is not None:
        net.apply(init)
    return net
