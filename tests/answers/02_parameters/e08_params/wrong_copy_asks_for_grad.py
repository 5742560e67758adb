"""The copy asks for gradients, like the original.

misconception: a_copy_is_a_parameter
check: test_values_are_outside_of_autograd
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone().requires_grad_(param.requires_grad)


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
