"""Raises for values that look at the parameter: no copy onto itself.

misconception: arguments_are_never_the_parameter
check: test_add_adds_to_every_entry
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        if isinstance(delta, torch.Tensor) and delta.data_ptr() == param.data_ptr() and delta.numel():
            raise ValueError("delta is the parameter")
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
