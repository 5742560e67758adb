"""A generator is asked whether it is true, and not what it gives.

misconception: requires_grad_is_a_gradient
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return bool(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
