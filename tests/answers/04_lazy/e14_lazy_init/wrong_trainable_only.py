"""Thought: only what is trained has to be initialised, and with it the buffers.

misconception: frozen_needs_no_shape
check: test_buffers_have_shapes_too
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    trained = [(name, parameter) for name, parameter in net.named_parameters() if parameter.requires_grad]
    return [name for name, tensor in [*trained, *net.named_buffers()] if is_lazy(tensor)]


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
