"""An index is one number for each dimension.

misconception: an_index_is_a_number
check: test_set_entry_writes_entries_rows_and_columns
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        i, j = index
        param[i, j] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
