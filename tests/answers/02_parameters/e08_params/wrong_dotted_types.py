"""The names are made of the types of the layers.

misconception: names_are_local
check: test_shapes_by_name
"""


def shapes(net):
    return {
        f"{type(m).__name__}.{name}": tuple(p.shape)
        for m in net.modules()
        for name, p in m.named_parameters(recurse=False)
    }


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
