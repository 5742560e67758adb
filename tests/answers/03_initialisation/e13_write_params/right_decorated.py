"""The whole function runs under no_grad; all three go through one sum or one copy."""

import torch


def assert_same(param, values):
    if tuple(param.shape) != tuple(values.shape):
        raise ValueError("another shape")


@torch.no_grad()
def add_(param, delta):
    param.copy_(param + delta)


@torch.no_grad()
def set_entry_(param, index, value):
    new = param.clone()
    new[index] = value
    replace_(param, new)


@torch.no_grad()
def replace_(param, values):
    assert_same(param, values)
    param.copy_(values)
