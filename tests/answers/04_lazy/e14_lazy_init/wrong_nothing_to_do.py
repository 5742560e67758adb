"""Thought: a net without lazy layers is ready, and there is nothing to do.

misconception: init_not_run
check: test_init_runs_after_the_dry_run
"""

import torch
from torch.nn.parameter import is_lazy


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if is_lazy(tensor)]


def apply_init(net, inputs, init=None):
    if not lazy_names(net):
        return net
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
