"""Frozen parameters are taken for none.

misconception: frozen_is_no_parameter
check: test_shapes_by_name
"""


def shapes(net):
    return {name: tuple(p.shape) for name, p in net.named_parameters() if p.requires_grad}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
