"""A moved net is for predictions.

misconception: flags_are_mine
check: test_the_whole_net_moves
"""

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, torch.Tensor):
        return obj.to(device)
    if isinstance(obj, nn.Module):
        obj.to(device)
        for parameter in obj.parameters():
            if parameter.dtype.is_floating_point:
                parameter.requires_grad = False
        return obj
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
