"""Thought: lazy layers are those whose class is called Lazy.

misconception: the_class_tells
check: test_what_has_a_shape_is_not_listed
"""

import torch


def lazy_names(net):
    names = []
    for prefix, module in net.named_modules():
        if type(module).__name__.startswith(("Lazy", "Memory")):
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
