"""All parameters are joined; nothing cannot be joined.

misconception: there_is_always_a_parameter
check: test_count
"""

from torch.nn.utils import parameters_to_vector


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return parameters_to_vector(p for p in net.parameters() if p.requires_grad or not trainable_only).numel()
