"""All names are asked for, those of shared parameters too.

misconception: every_name_is_a_parameter
check: test_shapes_of_parameters_once
"""


def shapes(net):
    return {name: tuple(p.shape) for name, p in net.named_parameters(remove_duplicate=False)}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
