"""Clears the entries with a mask of zeros and ones, then adds.

misconception: adding_the_difference_is_writing
check: test_set_entry_writes_entries_rows_and_columns
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        mask = torch.zeros_like(param)
        mask[index] = 1
        new = torch.zeros_like(param)
        new[index] = value
        param.mul_(1 - mask).add_(new)


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
