"""A tensor of one entry is a number, whatever its shape.

misconception: a_sum_may_grow
check: test_what_does_not_fit_raises
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        if isinstance(delta, torch.Tensor) and delta.numel() == 1:
            delta = delta.item()
        param += delta


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if param.shape != values.shape:
        raise ValueError(f"values of shape {tuple(values.shape)} for a Parameter of shape {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
