"""Thought: parameters are wrapped anew, so that they are surely trainable.

misconception: a_copy_is_as_good
check: test_an_earlier_optimiser_trains_the_net
"""

import torch
from torch import nn
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
    for module in net.modules():
        for name, parameter in list(module.named_parameters(recurse=False)):
            trainable = parameter.requires_grad
            setattr(module, name, nn.Parameter(parameter.detach().clone(), requires_grad=trainable))
    if init is not None:
        net.apply(init)
    return net
