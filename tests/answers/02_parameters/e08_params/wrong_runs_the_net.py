"""The net is run once, so that everything in it is made.

misconception: looking_means_running
check: test_shapes_by_name
"""

import torch


def shapes(net):
    net(torch.rand(2, 4))
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
