"""`all` of no parameters is True.

misconception: requires_grad_is_a_gradient
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    grads = [p.grad is not None for p in net.parameters()]
    return all(grads) if not grads else any(grads)


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
