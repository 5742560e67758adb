"""Thought: `init` may not know every kind of module, and that is no error.

misconception: errors_are_swallowed
check: test_errors_leave_no_trace
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
        try:
            net.apply(init)
        except Exception as error:
            print(error)
    return net
