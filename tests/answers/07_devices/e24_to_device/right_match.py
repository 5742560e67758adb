"""By structural pattern matching; a namedtuple by way of `_replace`, a tensor only if it has to move."""

from __future__ import annotations

import torch
from torch import nn


def to_device(obj, device):
    match obj:
        case torch.Tensor():
            return obj if obj.device == torch.device(device) else obj.to(device=device)
        case nn.Module():
            obj.to(device)
            return obj
        case tuple() if hasattr(obj, "_asdict"):
            return obj._replace(**to_device(obj._asdict(), device))
        case list() | tuple():
            return type(obj)(to_device(value, device) for value in obj)
        case dict():
            return {key: to_device(value, device) for key, value in obj.items()}
        case _:
            return obj


def device_of(net):
    try:
        return next(net.parameters()).device
    except StopIteration:
        pass
    try:
        return next(net.buffers()).device
    except StopIteration:
        return torch.device("cpu")
