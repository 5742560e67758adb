"""Writes to a flat view of the memory.

misconception: every_parameter_is_contiguous
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
    if values.shape != param.shape:
        raise ValueError("shape")
    param.detach().view(-1).copy_(values.reshape(-1))
