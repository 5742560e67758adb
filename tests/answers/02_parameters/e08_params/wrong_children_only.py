"""Only the parameters of the children are listed, with the names they have there.

misconception: names_are_local
check: test_shapes_by_name
"""


def shapes(net):
    return {name: tuple(p.shape) for child in net.children() for name, p in child.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
