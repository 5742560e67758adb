"""Adds row by row: a row is what broadcasts.

misconception: parameters_are_matrices
check: test_add_adds_to_every_entry
"""

import torch


def add_(param, delta):
    with torch.no_grad():
        if isinstance(delta, torch.Tensor):
            if param.ndim < 2 and delta.ndim < 2 and param.ndim == 0:
                raise ValueError("no rows")
            total = param + delta
            if total.shape != param.shape:
                raise ValueError("shape")
            for row, new in zip(param, total):
                row.copy_(new)
        else:
            param.add_(delta)


def set_entry_(param, index, value):
    with torch.no_grad():
        param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
