"""Thought: the state_dict names every tensor of a net.

misconception: state_dict_is_everything
check: test_buffers_have_shapes_too
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    return [name for name, tensor in net.state_dict().items() if is_lazy(tensor)]


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
