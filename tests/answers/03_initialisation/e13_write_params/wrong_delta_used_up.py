"""Computes the sum in `delta`, which nobody needs any more.

misconception: arguments_are_mine
check: test_leaves_things_alone
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        if isinstance(delta, torch.Tensor) and delta.shape == param.shape and delta.dtype == param.dtype:
            param.copy_(delta.add_(param))
        else:
            param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
