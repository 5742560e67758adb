"""The dict of a net is made once, and handed out again.

misconception: a_net_never_changes
check: test_shapes_by_name
"""

import functools


@functools.lru_cache
def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
