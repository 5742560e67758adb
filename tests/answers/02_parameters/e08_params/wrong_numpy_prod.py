"""numpy multiplies the sizes.

misconception: a_tensor_is_a_number
check: test_count
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    import numpy as np

    return sum(np.prod(p.shape) for p in net.parameters() if p.requires_grad or not trainable_only)
