"""An assignment writes.

misconception: assignment_writes
check: test_add_adds_to_every_entry
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param = param + delta


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
