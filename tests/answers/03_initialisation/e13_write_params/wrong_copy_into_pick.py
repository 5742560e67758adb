"""Copies the value into what the index picks, as if that were always a view.

misconception: indexing_gives_a_view
check: test_set_entry_takes_every_index
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        picked = param[index]
        picked.copy_(torch.as_tensor(value, dtype=param.dtype).expand(picked.shape))


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
