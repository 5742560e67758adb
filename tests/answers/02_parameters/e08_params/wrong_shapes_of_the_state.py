"""`state_dict()` is taken for the list of parameters.

misconception: state_is_parameters
check: test_shapes_of_parameters_once
"""


def shapes(net):
    return {name: tuple(value.shape) for name, value in net.state_dict().items()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
