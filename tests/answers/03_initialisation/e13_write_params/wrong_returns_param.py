"""Hands the parameter back, as torch does.

misconception: a_write_returns_something
check: test_leaves_things_alone
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)
    return param


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
