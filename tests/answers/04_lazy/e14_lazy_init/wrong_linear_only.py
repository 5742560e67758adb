"""Thought: LazyLinear is the lazy layer. A layer of another kind is not looked at.

misconception: some_layers_are_enough
check: test_names_of_what_has_no_shape
"""

import torch
from torch import nn
from torch.nn.parameter import UninitializedParameter


def lazy_names(net):
    names = []
    for prefix, module in net.named_modules():
        if isinstance(module, nn.LazyLinear):
            names += [
                f"{prefix}.{n}".lstrip(".")
                for n, p in module.named_parameters()
                if isinstance(p, UninitializedParameter)
            ]
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
