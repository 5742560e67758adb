"""Thought: all that comes after the dry run belongs into `finally`.

misconception: init_after_an_error
check: test_errors_leave_no_trace
"""

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


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
