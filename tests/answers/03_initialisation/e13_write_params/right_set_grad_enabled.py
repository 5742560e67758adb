"""Switches grad mode by hand, as a context with an argument."""

import torch


def add_(param, delta):
    with torch.set_grad_enabled(False):
        param += delta


def set_entry_(param, index, value):
    with torch.set_grad_enabled(False):
        param.__setitem__(index, value)


def replace_(param, values):
    with torch.set_grad_enabled(False):
        if list(param.shape) != list(values.shape):
            raise ValueError
        param[...] = values
