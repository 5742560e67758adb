"""The gradient is asked whether any of its numbers is not 0.

misconception: zero_means_none
check: test_a_gradient_of_zeros_is_a_gradient
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(p.grad is not None and bool(p.grad.any()) for p in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
