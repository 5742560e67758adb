"""Off before, on behind: so it always is.

misconception: grad_mode_is_mine
check: test_leaves_things_alone
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    torch.set_grad_enabled(False)
    try:
        param[index] = value
    finally:
        torch.set_grad_enabled(True)


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
