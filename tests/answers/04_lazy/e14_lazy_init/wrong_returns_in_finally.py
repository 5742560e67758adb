"""Thought: `finally` is the end of the function, so the net is returned there. That drops the exception.

misconception: errors_are_swallowed
check: test_errors_leave_no_trace
"""

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    modes = [(module, module.training) for module in net.modules()]
    try:
        with torch.no_grad():
            net.eval()(*inputs)
    finally:
        for module, training in modes:
            module.training = training
        if init is not None:
            net.apply(init)
        return net
