"""A weight has rows and columns, and a bias only rows.

misconception: weights_are_matrices
check: test_count
"""


def shapes(net):
    return {name: tuple(parameter.shape) for name, parameter in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(parameter.grad is not None for parameter in net.parameters())


def count(net, trainable_only=False):
    total = 0
    for p in net.parameters():
        if p.requires_grad or not trainable_only:
            sizes = [*p.shape, 1, 1]
            total += sizes[0] * sizes[1]
    return total
