"""Thought: random numbers of the same shapes will do. Whole numbers that look up rows are no such numbers.

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
            net(*[torch.rand(X.shape, dtype=X.dtype if X.is_floating_point() else None) for X in inputs])
    finally:
        for module, training in modes:
            module.training = training
    if init is not None:
        net.apply(init)
    return net
