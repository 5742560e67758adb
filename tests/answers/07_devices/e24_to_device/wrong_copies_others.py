"""Objects are copied, as containers are.

misconception: everything_can_be_moved
check: test_anything_else_is_handed_back
"""

import copy

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, (torch.Tensor, nn.Module)):
        return obj.to(device)
    if isinstance(obj, dict):
        return {key: to_device(value, device) for key, value in obj.items()}
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[to_device(value, device) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([to_device(value, device) for value in obj])
    return copy.deepcopy(obj) if hasattr(obj, "__dict__") and not callable(obj) else obj


def device_of(net):
    for tensor in [*net.parameters(), *net.buffers()]:
        return tensor.device
    return torch.device("cpu")
