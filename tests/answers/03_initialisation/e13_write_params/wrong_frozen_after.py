"""Freezes first, so that nobody minds, and leaves it at that.

misconception: freezing_is_harmless
check: test_flags_and_gradients_stay
"""

import torch


def add_(param, delta):
    param.requires_grad_(False)
    param.add_(delta.detach() if isinstance(delta, torch.Tensor) else delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
