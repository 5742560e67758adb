"""A seed, as at the beginning of every notebook.

misconception: random_numbers_are_free
check: test_looking_changes_nothing
"""

import torch


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    torch.manual_seed(0)
    return sum(p.numel() for p in net.parameters() if p.requires_grad or not trainable_only)
