"""Of a dict the values matter.

misconception: one_container_type
check: test_containers_keep_their_types
"""

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, (torch.Tensor, nn.Module)):
        return obj.to(device)
    if isinstance(obj, dict):
        return [to_device(value, device) for value in obj.values()]
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[to_device(value, device) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([to_device(value, device) for value in obj])
    return obj


def device_of(net):
    for tensor in [*net.parameters(), *net.buffers()]:
        return tensor.device
    return torch.device("cpu")
