"""A dict by id keeps the last name of each.

misconception: any_name_will_do
check: test_shapes_of_parameters_once
"""


def shapes(net):
    names = {id(p): (name, p) for name, p in net.named_parameters(remove_duplicate=False)}
    return {name: tuple(p.shape) for name, p in names.values()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
