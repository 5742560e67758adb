"""Counts around the end, so that negative numbers work.

misconception: an_index_always_fits
check: test_what_does_not_fit_raises
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    if isinstance(index, int) and param.ndim:
        index %= len(param)
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
