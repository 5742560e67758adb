"""A single number has an empty shape, and is skipped.

misconception: weights_are_matrices
check: test_count
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(p.numel() for p in net.parameters() if p.shape and (p.requires_grad or not trainable_only))
