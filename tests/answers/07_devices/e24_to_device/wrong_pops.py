"""What was moved is taken out of the old list.

misconception: containers_may_be_written
check: test_the_callers_containers_stay
"""

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
        if isinstance(obj, tuple):
            return tuple(to_device(value, device) for value in obj)
        moved = []
        while obj:
            moved.append(to_device(obj.pop(0), device))
        return moved
    return obj


def device_of(net):
    for tensor in [*net.parameters(), *net.buffers()]:
        return tensor.device
    return torch.device("cpu")
