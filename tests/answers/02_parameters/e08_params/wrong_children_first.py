"""The own parameters of a module come after those of its children.

misconception: order_does_not_matter
check: test_shapes_by_name
"""


def listed(module, prefix):
    found = []
    for name, child in module.named_children():
        found += listed(child, prefix + name + ".")
    return found + [(prefix + name, param) for name, param in module.named_parameters(recurse=False)]


def shapes(net):
    return {name: tuple(param.shape) for name, param in listed(net, "")}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
