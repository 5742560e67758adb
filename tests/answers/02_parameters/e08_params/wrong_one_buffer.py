"""All copies of one shape are kept in one tensor.

misconception: reading_is_copying
check: test_values_are_a_snapshot
"""

import torch


KEPT = {}


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    key = (param.shape, param.dtype)
    KEPT.setdefault(key, torch.empty(param.shape, dtype=param.dtype)).copy_(param.detach())
    return KEPT[key]


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
