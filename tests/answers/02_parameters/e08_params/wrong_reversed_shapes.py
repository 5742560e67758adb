"""Shapes are turned round, to (in, out).

misconception: a_list_is_a_tuple
check: test_shapes_by_name
"""


def shapes(net):
    return {name: tuple(p.shape)[::-1] for name, p in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
