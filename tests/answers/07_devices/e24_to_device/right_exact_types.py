"""The type is looked up in a table; what is not in it is asked whether it is a tensor or a module."""

import torch
from torch import nn


def _moved(values, device):
    return [to_device(value, device) for value in values]


TABLE = {
    list: _moved,
    tuple: lambda obj, device: tuple(_moved(obj, device)),
    dict: lambda obj, device: dict(zip(obj, _moved(obj.values(), device))),
}


def to_device(obj, device):
    if type(obj) in TABLE:
        return TABLE[type(obj)](obj, device)
    if isinstance(obj, tuple):
        return tuple.__new__(type(obj), _moved(obj, device))
    return obj.to(device) if isinstance(obj, (nn.Module, torch.Tensor)) else obj


def device_of(net):
    for tensor in [*net.parameters(), *net.buffers()]:
        return tensor.device
    return torch.device("cpu")
