"""Thought: statistics can be copied back after a run in training mode. The new ones are not there to be copied.

misconception: a_dry_run_is_free
check: test_statistics_stay
"""

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter, is_lazy


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    saved = {name: buffer.clone() for name, buffer in net.named_buffers() if not is_lazy(buffer)}
    try:
        with torch.no_grad():
            net(*inputs)
    finally:
        for name, buffer in net.named_buffers():
            if name in saved:
                buffer.copy_(saved[name])
    if init is not None:
        net.apply(init)
    return net
