"""What is on some GPU need not be moved to a GPU.

misconception: to_works_in_place
check: test_a_tensor_moves_there_and_back
"""

import torch
from torch import nn


def to_device(obj, device):
    if isinstance(obj, torch.Tensor):
        if obj.is_cuda and torch.device(device).type == "cuda":
            return obj
        return obj.to(device)
    if isinstance(obj, nn.Module):
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
