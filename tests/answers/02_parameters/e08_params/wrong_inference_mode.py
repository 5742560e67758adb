"""Inference mode is taken for a stronger no_grad.

misconception: inference_is_no_grad
check: test_values_are_a_snapshot
"""

import torch


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    with torch.inference_mode():
        return param.clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
