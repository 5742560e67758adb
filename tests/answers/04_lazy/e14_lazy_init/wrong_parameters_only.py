"""Thought: only parameters are lazy.

misconception: only_parameters_wait
check: test_buffers_have_shapes_too
"""

import torch
from torch.nn.parameter import UninitializedParameter


def lazy_names(net):
    return [name for name, parameter in net.named_parameters() if isinstance(parameter, UninitializedParameter)]


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
