"""Thought: `size()` answers where `shape` raises, and it says 0 for what is lazy.

misconception: empty_is_lazy
check: test_what_has_a_shape_is_not_listed
"""

import torch


def lazy_names(net):
    return [name for name, tensor in [*net.named_parameters(), *net.named_buffers()] if 0 in tensor.size()]


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
