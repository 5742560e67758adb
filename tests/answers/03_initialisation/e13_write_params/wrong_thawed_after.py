"""Freezes for the write and makes it trainable again, as all parameters are.

misconception: every_parameter_is_trained
check: test_flags_and_gradients_stay
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    param.requires_grad_(False)
    try:
        with torch.no_grad():
            param[index] = value
    finally:
        param.requires_grad_(True)


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
