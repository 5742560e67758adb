"""Missing gradients are filled with zeros, so that they can be added up.

misconception: looking_may_clear
check: test_looking_changes_nothing
"""

import torch


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    return param.detach().clone()


def has_grad(net):
    found = any(p.grad is not None for p in net.parameters())
    for p in net.parameters():
        if p.grad is None and p.requires_grad:
            p.grad = torch.zeros_like(p)
    return found


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
