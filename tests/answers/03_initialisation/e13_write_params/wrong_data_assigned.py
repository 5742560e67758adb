"""`param.data = values` puts the values in.

misconception: new_memory_is_a_write
check: test_everyone_sees_the_write
"""

import torch


def add_(param, delta):
    param.data = param.data + delta


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError("shape")
    param.data = values
