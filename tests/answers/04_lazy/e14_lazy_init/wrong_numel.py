"""Thought: what has no shape has no entries, so I can count them.

misconception: a_shape_can_always_be_asked
check: test_names_of_what_has_no_shape
"""

import torch


def lazy_names(net):
    return [name for name, tensor in [*net.named_parameters(), *net.named_buffers()] if tensor.numel() == 0]


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
