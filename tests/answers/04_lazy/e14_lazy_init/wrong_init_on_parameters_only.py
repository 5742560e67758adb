"""Thought: a module without Parameters has nothing to initialise.

misconception: init_not_run
check: test_what_init_does_stays
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if is_lazy(tensor)]


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
        for module in net.modules():
            if module._parameters:
                init(module)
    return net
