"""Inputs shall get gradients too.

misconception: everything_asks_for_gradients
check: test_nothing_is_recorded_where_nothing_was_asked
"""

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, torch.Tensor):
        moved = obj.to(device)
        if moved is not obj and moved.is_floating_point() and not moved.requires_grad:
            moved.requires_grad_()
        return moved
    if isinstance(obj, nn.Module):
        return obj.to(device)
    if isinstance(obj, dict):
        return {key: to_device(value, device) for key, value in obj.items()}
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[to_device(value, device) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([to_device(value, device) for value in obj])
    return obj


def device_of(net):
    for tensor in [*net.parameters(), *net.buffers()]:
        return tensor.device
    return torch.device("cpu")
