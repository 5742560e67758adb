"""Same containers where nothing has to move: only what changes is built anew."""

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, (torch.Tensor, nn.Module)):
        return obj.to(device)
    if isinstance(obj, dict):
        moved = {key: to_device(value, device) for key, value in obj.items()}
        return obj if all(moved[key] is obj[key] for key in obj) else moved
    if isinstance(obj, (list, tuple)):
        moved = [to_device(value, device) for value in obj]
        if all(new is old for new, old in zip(moved, obj)):
            return obj
        return type(obj)(*moved) if hasattr(obj, "_fields") else type(obj)(moved)
    return obj


def device_of(net):
    modules = list(net.modules())
    for table in ("_parameters", "_buffers"):
        for module in modules:
            for tensor in getattr(module, table).values():
                if tensor is not None:
                    return tensor.device
    return torch.device("cpu")
