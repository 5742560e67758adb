"""What is trainable can be seen from a result: it requires a gradient.

misconception: no_grad_freezes
check: test_count_what_is_trainable
"""


def shapes(net):
    return {name: tuple(parameter.shape) for name, parameter in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(parameter.grad is not None for parameter in net.parameters())


def count(net, trainable_only=False):
    return sum(p.numel() for p in net.parameters() if (1 * p).requires_grad or not trainable_only)
