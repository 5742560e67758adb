"""One function for each kind of thing."""

from functools import singledispatch

import torch
from torch import nn


@singledispatch
def to_device(obj, device):
    return obj


@to_device.register(torch.Tensor)
@to_device.register(nn.Module)
def _(obj, device):
    return obj.to(device)


@to_device.register
def _(obj: list, device):
    return [to_device(value, device) for value in obj]


@to_device.register
def _(obj: tuple, device):
    moved = (to_device(value, device) for value in obj)
    return type(obj)._make(moved) if hasattr(type(obj), "_make") else tuple(moved)


@to_device.register
def _(obj: dict, device):
    return dict(zip(obj.keys(), map(lambda value: to_device(value, device), obj.values())))


def device_of(net):
    return next((tensor.device for get in (net.parameters, net.buffers) for tensor in get()), torch.device("cpu"))
