"""Swaps the parameter with a new one: the object stays.

misconception: new_memory_is_a_write
check: test_everyone_sees_the_write
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    new = torch.nn.Parameter(values.detach().to(param.dtype).clone(), requires_grad=param.requires_grad)
    new.grad = param.grad
    torch.utils.swap_tensors(param, new)
