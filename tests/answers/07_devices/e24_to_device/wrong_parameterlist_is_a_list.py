"""A ParameterList is a list of Parameters.

misconception: a_modulelist_is_a_list
check: test_modules_in_containers_move
"""

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, nn.ParameterList):
        return [to_device(value, device) for value in obj]
    if isinstance(obj, (torch.Tensor, nn.Module)):
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
