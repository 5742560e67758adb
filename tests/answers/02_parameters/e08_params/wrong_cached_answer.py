"""The first answer about a net is kept.

misconception: a_net_never_changes
check: test_has_grad
"""

import functools


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


@functools.cache
def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
