"""A sum that needs a first parameter.

misconception: there_is_always_a_parameter
check: test_count
"""

import functools
import operator


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    sizes = [p.numel() for p in net.parameters() if p.requires_grad or not trainable_only]
    return functools.reduce(operator.add, sizes) if not trainable_only else sum(sizes)
