"""Only the parameters of the net's direct children are found.

misconception: nets_are_flat
check: test_shapes_by_name
"""


def shapes(net):
    return {
        f"{path}.{name}": tuple(p.shape)
        for path, child in net.named_children()
        for name, p in child.named_parameters(recurse=False)
    }


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
