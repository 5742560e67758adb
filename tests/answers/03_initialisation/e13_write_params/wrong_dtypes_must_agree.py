"""Refuses values of another dtype.

misconception: values_bring_their_dtype
check: test_replace_copies_all_values
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape or values.dtype != param.dtype:
        raise ValueError("does not fit")
    with torch.no_grad():
        param.copy_(values)
