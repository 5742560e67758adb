"""Thought: `has_uninitialized_params` tells which layers wait, and they wait with all they have.

misconception: the_class_tells
check: test_what_has_a_shape_is_not_listed
"""

import torch


def lazy_names(net):
    names = []
    for prefix, module in net.named_modules():
        if hasattr(module, "has_uninitialized_params") and module.has_uninitialized_params():
            tensors = [*module.named_parameters(recurse=False), *module.named_buffers(recurse=False)]
            names += [f"{prefix}.{name}".lstrip(".") for name, _ in tensors if name != "num_batches_tracked"]
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
