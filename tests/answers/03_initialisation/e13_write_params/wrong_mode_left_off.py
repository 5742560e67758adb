"""Switches grad mode off and forgets it.

misconception: grad_mode_is_mine
check: test_leaves_things_alone
"""

import torch


def add_(param, delta):
    torch.set_grad_enabled(False)
    param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
