"""Only parameters called `weight` are asked.

misconception: one_speaks_for_all
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(p.grad is not None for name, p in net.named_parameters() if name.endswith("weight"))


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
