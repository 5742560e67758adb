"""A module is moved by hand through `_apply`, with a function of its own, and asked by name."""

import torch
from torch import nn


class Mover:
    def __init__(self, device):
        self.device = torch.device(device)

    def __call__(self, obj):
        if isinstance(obj, torch.Tensor):
            return obj.to(self.device, non_blocking=False)
        if isinstance(obj, nn.Module):
            return obj._apply(self)
        if isinstance(obj, dict):
            return dict(map(self.pair, obj.items()))
        if isinstance(obj, (list, tuple)):
            made = getattr(obj, "_make", type(obj))
            return made(map(self, obj))
        return obj

    def pair(self, item):
        key, value = item
        return key, self(value)


def to_device(obj, device):
    return Mover(device)(obj)


def device_of(net):
    named = dict(net.named_buffers()) | dict(net.named_parameters())
    mine = dict(net.named_parameters()) or named
    return list(mine.values())[0].device if mine else torch.device("cpu")
