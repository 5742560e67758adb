"""Every shape has two numbers.

misconception: weights_are_matrices
check: test_shapes_by_name
"""


def shapes(net):
    return {name: (p.shape[0], p.shape[1]) if p.dim() != 1 else (p.shape[0],) for name, p in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
