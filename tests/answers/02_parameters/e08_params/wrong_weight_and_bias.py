"""Layers are asked for `weight` and `bias`, and for nothing else.

misconception: layers_have_weight_and_bias
check: test_shapes_by_name
"""

import torch
from torch import nn


def shapes(net):
    found = {}
    for path, module in net.named_modules():
        for name in ("weight", "bias"):
            param = getattr(module, name, None)
            if isinstance(param, torch.nn.Parameter):
                found[f"{path}.{name}" if path else name] = tuple(param.shape)
    return found


def values(param):
    return param.detach().clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
