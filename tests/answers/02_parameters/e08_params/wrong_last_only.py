"""The loop forgets what it saw before the last parameter.

misconception: one_speaks_for_all
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    found = False
    for p in net.parameters():
        found = p.grad is not None
    return found


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
