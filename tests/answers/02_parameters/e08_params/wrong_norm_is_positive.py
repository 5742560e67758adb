"""The gradients are measured.

misconception: zero_means_none
check: test_a_gradient_of_zeros_is_a_gradient
"""


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return sum(float(p.grad.norm()) for p in net.parameters() if p.grad is not None) > 0


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
