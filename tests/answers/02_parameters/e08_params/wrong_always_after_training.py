"""The answer is remembered: once True, always True.

misconception: a_net_never_changes
check: test_has_grad
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    if any(p.grad is not None for p in net.parameters()):
        net._seen = True
    return getattr(net, "_seen", False)


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
