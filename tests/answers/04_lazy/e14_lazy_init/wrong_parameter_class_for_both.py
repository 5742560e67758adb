"""Thought: an uninitialised buffer is an uninitialised parameter, too.

misconception: only_parameters_wait
check: test_buffers_have_shapes_too
"""

import torch
from torch.nn.parameter import UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, UninitializedParameter)]


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
