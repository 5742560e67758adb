"""`set_` sets the values, as its name says.

misconception: handing_over_is_copying
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
        raise ValueError("shape")
    with torch.no_grad():
        param.set_(values.to(param.dtype))
