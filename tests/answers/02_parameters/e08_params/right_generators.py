"""`try` around `next`, keyword arguments with other defaults, and numbers that take the way through an operation."""

import functools
import operator

import torch


def shapes(net, prefix=""):
    return dict((prefix + name, tuple(int(size) for size in param.size())) for name, param in net.named_parameters())


@torch.no_grad()
def values(param):
    return torch.where(torch.ones_like(param, dtype=torch.bool), param, param)


def has_grad(net):
    try:
        next(param for param in net.parameters() if param.grad is not None)
    except StopIteration:
        return False
    return True


def count(net, trainable_only=False):
    total = 0
    for _, param in net.named_parameters():
        if trainable_only and not param.requires_grad:
            continue
        total += functools.reduce(operator.mul, param.shape, 1)
    return total
