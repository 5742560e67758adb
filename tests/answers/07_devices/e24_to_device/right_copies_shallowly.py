"""Containers are copied, then the copies are filled."""

import copy

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, (torch.Tensor, nn.Module)):
        return obj.to(device)
    if isinstance(obj, tuple):
        moved = to_device(list(obj), device)
        return obj._make(moved) if hasattr(obj, "_fields") else tuple(moved)
    if isinstance(obj, list):
        moved = copy.copy(obj)
        for i, value in enumerate(obj):
            moved[i] = to_device(value, device)
        return moved
    if isinstance(obj, dict):
        moved = obj.copy()
        for key in obj:
            moved[key] = to_device(obj[key], device)
        return moved
    return obj


def device_of(net):
    for tensor in [*net.parameters(), *net.buffers()]:
        return tensor.device
    return torch.device("cpu")
