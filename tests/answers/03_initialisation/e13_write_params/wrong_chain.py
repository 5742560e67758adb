"""Walks through the index one step after the other.

misconception: indexing_gives_a_view
check: test_set_entry_takes_every_index
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        if isinstance(index, tuple) and index:
            *steps, last = index
            if any(isinstance(step, slice) or step is ... or step is None for step in index):
                param[index] = value
                return
            view = param
            for step in steps:
                view = view[step]
            view[last] = value
        else:
            param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
