"""Shared parameters are found by their numbers.

misconception: equal_numbers_are_one
check: test_count
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    met = {(p.shape, tuple(p.detach().reshape(-1).tolist())): p for p in net.parameters()}
    return sum(p.numel() for p in met.values() if p.requires_grad or not trainable_only)
