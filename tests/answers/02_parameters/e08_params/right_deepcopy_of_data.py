"""A deep copy of `.data` has memory of its own."""

import copy


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return copy.deepcopy(param.data)


def has_grad(net):
    return len([p for p in net.parameters() if p.grad is not None]) > 0


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
