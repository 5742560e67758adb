"""`copy_` checks the shapes.

misconception: copy_checks_shapes
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
        param.copy_(values)
