"""Thought: whoever wants a list can make one of my generator.

misconception: anything_can_be_walked
check: test_names_of_what_has_no_shape
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    return (name for name, tensor in [*net.named_parameters(), *net.named_buffers()] if is_lazy(tensor))


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
