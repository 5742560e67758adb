"""An in-place write is a write; autograd has nothing to do with it.

misconception: autograd_does_not_mind
check: test_add_adds_to_every_entry
"""

import torch


def add_(param, delta):
    param += delta


def set_entry_(param, index, value):
    param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError
    param.copy_(values)
