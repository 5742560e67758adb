"""Thought: initialising starts with a reset of every layer.

misconception: everything_may_be_reset
check: test_values_stay
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
        if isinstance(module, (nn.Linear, nn.Embedding)):
            module.reset_parameters()
    if init is not None:
        net.apply(init)
    return net
