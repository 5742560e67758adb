"""Thought: a net does not change its names, so they can be kept for the next time.

misconception: names_are_remembered
check: test_looking_changes_nothing
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    if not hasattr(net, "waiting_names"):
        tensors = [*net.named_parameters(), *net.named_buffers()]
        net.waiting_names = [name for name, tensor in tensors if is_lazy(tensor)]
    return list(net.waiting_names)


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
