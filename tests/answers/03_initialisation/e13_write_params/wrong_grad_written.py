"""The gradient has to move along.

misconception: a_write_starts_afresh
check: test_flags_and_gradients_stay
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        param.add_(delta)
        if param.grad is not None:
            param.grad.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
