"""The numbers times one: a new tensor, but one with a graph.

misconception: a_clone_leaves_autograd
check: test_values_are_outside_of_autograd
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param * 1


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
