"""Thought: under no_grad nothing is learned.

misconception: a_dry_run_is_free
check: test_statistics_stay
"""

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    with torch.no_grad():
        net(*inputs)
    if init is not None:
        net.apply(init)
    return net
