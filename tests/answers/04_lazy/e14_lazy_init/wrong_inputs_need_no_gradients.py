"""Thought: the inputs are switched to need no gradients.

misconception: inputs_are_mine
check: test_inputs_and_gradients_stay
"""

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    modes = [(module, module.training) for module in net.modules()]
    net.eval()
    for X in inputs:
        X.grad = None
    try:
        with torch.no_grad():
            net(*inputs)
    finally:
        for module, training in modes:
            module.training = training
    if init is not None:
        net.apply(init)
    return net
