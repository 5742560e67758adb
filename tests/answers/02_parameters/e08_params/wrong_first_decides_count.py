"""The first parameter decides whether the net is frozen.

misconception: an_argument_may_be_ignored
check: test_count_what_is_trainable
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    params = list(net.parameters())
    if trainable_only and not params[0].requires_grad:
        return 0
    return sum(p.numel() for p in params)
