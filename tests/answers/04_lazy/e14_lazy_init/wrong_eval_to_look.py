"""Thought: a look into the net is safest in eval mode.

misconception: a_look_leaves_traces
check: test_looking_changes_nothing
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    tensors = [*net.eval().named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if is_lazy(tensor)]


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
