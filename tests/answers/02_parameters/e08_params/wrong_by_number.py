"""The layers are asked for by number.

misconception: looking_means_running
check: test_shapes_by_name
"""


def shapes(net):
    return {f"{i}.{name}": tuple(p.shape) for i in range(len(net)) for name, p in net[i].named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
