"""Gradients are switched off for reading.

misconception: grad_mode_is_mine
check: test_looking_changes_nothing
"""

import torch


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    torch.set_grad_enabled(False)
    return param.clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
