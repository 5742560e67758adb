"""Both branches of the loop return.

misconception: one_speaks_for_all
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    for p in net.parameters():
        if p.grad is not None:
            return True
        else:
            return False
    return False


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
