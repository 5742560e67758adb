"""Within a list `.to()` moves what stands there.

misconception: only_tensors_move
check: test_containers_keep_their_types
"""

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, (torch.Tensor, nn.Module)):
        return obj.to(device)
    if isinstance(obj, dict):
        for value in obj.values():
            to_device(value, device)
        return dict(obj)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[to_device(value, device) for value in obj])
    if isinstance(obj, (list, tuple)):
        for value in obj:
            to_device(value, device)
        return type(obj)(obj)
    return obj


def device_of(net):
    for tensor in [*net.parameters(), *net.buffers()]:
        return tensor.device
    return torch.device("cpu")
