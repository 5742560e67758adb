"""The count of a net is kept: it is not asked again after freezing.

misconception: a_net_never_changes
check: test_count_what_is_trainable
"""

import functools


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


@functools.lru_cache(maxsize=None)
def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
