"""Every parameter is taken to lie in one row in memory.

misconception: parameters_lie_in_one_row
check: test_values_are_those_of_the_parameter
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().view(-1).clone().view(param.shape)


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
