"""Adds the difference between the old values and the new ones.

misconception: adding_the_difference_is_writing
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
        param.add_(values - param)
