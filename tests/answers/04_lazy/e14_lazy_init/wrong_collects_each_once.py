"""Thought: a set of names as a default cannot grow by asking twice. Names of other nets stay in it.

misconception: names_are_remembered
check: test_names_of_what_has_no_shape
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net, names={}):
    for name, tensor in [*net.named_parameters(), *net.named_buffers()]:
        if is_lazy(tensor):
            names[name] = tensor
    return list(names)


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
