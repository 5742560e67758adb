"""Whether there is such a GPU is asked first, by its index.

misconception: every_machine_has_a_gpu
check: test_works_without_a_gpu
"""

import torch
from torch import nn


def to_device(obj, device):
    torch.cuda.get_device_properties(torch.device(device).index or 0)
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
