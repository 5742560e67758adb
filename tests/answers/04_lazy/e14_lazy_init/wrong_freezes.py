"""Thought: to record nothing, parameters are told to need no gradients, and then told that they do.

misconception: frozen_may_thaw
check: test_an_earlier_optimiser_trains_the_net
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
    for parameter in net.parameters():
        parameter.requires_grad_(True)
    if init is not None:
        net.apply(init)
    return net
