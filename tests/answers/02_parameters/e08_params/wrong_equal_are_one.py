"""Shared parameters are found by their numbers.

misconception: equal_numbers_are_one
check: test_shapes_by_name
"""

import torch


def shapes(net):
    found, met = {}, []
    for name, p in net.named_parameters():
        if not any(p.shape == q.shape and torch.equal(p, q) for q in met):
            met.append(p)
            found[name] = tuple(p.shape)
    return found


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
