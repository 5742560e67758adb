"""Adds and hands over the sum, whatever its shape.

misconception: a_sum_may_grow
check: test_what_does_not_fit_raises
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.set_((param + delta).to(param.dtype))


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
