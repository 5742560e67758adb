"""A single number becomes a row of one.

misconception: size_one_means_nothing
check: test_values_are_those_of_the_parameter
"""

import torch


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return torch.atleast_1d(param.detach().clone())


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
