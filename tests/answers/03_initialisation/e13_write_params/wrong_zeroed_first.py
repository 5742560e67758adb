"""Makes room first and looks at the shape later.

misconception: raising_undoes_the_write
check: test_what_does_not_fit_raises
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    with torch.no_grad():
        param.zero_()
        if values.shape != param.shape:
            raise ValueError("shape")
        param.add_(values)
