"""Thought: eval mode does no harm.

misconception: eval_is_left_on
check: test_every_mode_stays
"""

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    net.eval()
    with torch.no_grad():
        net(*inputs)
    if init is not None:
        net.apply(init)
    return net
