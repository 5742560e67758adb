"""Finds the entries through a tensor of their numbers and writes them one by one."""

import torch


from itertools import product


def put(param, numbers, value):
    value = torch.as_tensor(value, dtype=param.dtype).detach().expand(numbers.shape).clone()
    places = list(product(*(range(size) for size in param.shape)))
    with torch.no_grad():
        for number, one in zip(numbers.flatten().tolist(), value.flatten().tolist()):
            param[places[number]] = one


def numbered(param):
    return torch.arange(param.numel()).reshape(param.shape)


def add_(param, delta):
    put(param, numbered(param), param.detach() + delta)


def set_entry_(param, index, value):
    put(param, numbered(param)[index], value)


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError("shape")
    put(param, numbered(param), values)
