"""What is not a tensor is of no use on a device.

misconception: everything_can_be_moved
check: test_containers_keep_their_types
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
        return type(obj)(
            [
                to_device(value, device)
                for value in obj
                if isinstance(value, (torch.Tensor, nn.Module, dict, list, tuple))
            ]
        )
    return obj


def device_of(net):
    for tensor in [*net.parameters(), *net.buffers()]:
        return tensor.device
    return torch.device("cpu")
