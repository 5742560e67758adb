"""`copy.copy` is taken for a copy of the numbers.

misconception: reading_is_copying
check: test_values_are_a_snapshot
"""

import copy


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return copy.copy(param.data)


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
