"""Gives the new values back instead of writing them.

misconception: assignment_writes
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
        raise ValueError
    param = torch.nn.Parameter(values.clone())
    return param
