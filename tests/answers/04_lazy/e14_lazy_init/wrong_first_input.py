"""Thought: a net has one input.

misconception: inputs_may_be_changed
check: test_inputs_of_any_number
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
            net(inputs[0])
    finally:
        for module, training in modes:
            module.training = training
    if init is not None:
        net.apply(init)
    return net
