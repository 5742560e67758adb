"""The copy comes out of `torch.stack` and an index, outside of autograd; the mode is restored by `with`."""

import torch


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    with torch.inference_mode(False), torch.no_grad():
        return torch.stack([param, param])[0].clone()


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    total = 0
    for _, p in net.named_parameters():
        total = total + p.data.nelement() * (1 if p.requires_grad else 1 - bool(trainable_only))
    return total
