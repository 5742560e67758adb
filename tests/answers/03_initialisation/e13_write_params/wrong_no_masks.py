"""Turns lists and masks into numbers of rows.

misconception: an_index_is_a_number
check: test_set_entry_takes_every_index
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    if isinstance(index, torch.Tensor):
        index = index.long()
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
