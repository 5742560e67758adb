"""Only the parameters of the net itself and of its children are asked.

misconception: one_speaks_for_all
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(p.grad is not None for m in [net, *net.children()] for p in m.parameters(recurse=False))


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
