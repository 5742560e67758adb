"""Thought: the layers of a net are its children.

misconception: some_layers_are_enough
check: test_names_of_what_has_no_shape
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    names = []
    for prefix, child in net.named_children():
        for tensors in (child._parameters, child._buffers):
            names += [f"{prefix}.{name}" for name, tensor in tensors.items() if is_lazy(tensor)]
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
