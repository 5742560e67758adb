"""Every Parameter has an attribute `grad`.

misconception: requires_grad_is_a_gradient
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(hasattr(p, "grad") for p in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
