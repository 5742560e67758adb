"""Puts grad mode back, but only if nothing goes wrong.

misconception: grad_mode_is_mine
check: test_leaves_things_alone
"""

import torch


def add_(param, delta):
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    param.add_(delta)
    torch.set_grad_enabled(before)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
