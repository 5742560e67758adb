"""Thought: the modes are put back at the very end, when all is done.

misconception: init_is_undone
check: test_what_init_does_stays
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
        if init is not None:
            net.apply(init)
    finally:
        for module, training in modes:
            module.training = training
    return net
