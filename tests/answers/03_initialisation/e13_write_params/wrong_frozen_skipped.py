"""Frozen means: not to be written to.

misconception: frozen_means_read_only
check: test_flags_and_gradients_stay
"""

import torch


def add_(param, delta):
    if not param.requires_grad:
        return
    with torch.no_grad():
        param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
