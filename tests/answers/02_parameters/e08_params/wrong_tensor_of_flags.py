"""One answer for each parameter, in a tensor.

misconception: anything_true_is_true
check: test_has_grad
"""

import torch


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return torch.tensor([p.grad is not None for p in net.parameters()])


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
