"""Thought: batch norm is what learns from a dry run, so only batch norms are sent to eval mode.

misconception: a_dry_run_is_free
check: test_statistics_stay
"""

import torch
from torch import nn
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    modes = [(module, module.training) for module in net.modules()]
    for module in net.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.eval()
    try:
        with torch.no_grad():
            net(*inputs)
    finally:
        for module, training in modes:
            module.training = training
    if init is not None:
        net.apply(init)
    return net
