"""Modules are visited one by one, their own parameters first; a dict by id keeps each once."""

import torch


def shapes(net):
    first = {}
    for path, module in net.named_modules():
        for name, param in module.named_parameters(recurse=False):
            first.setdefault(id(param), (f"{path}.{name}" if path else name, tuple(param.shape)))
    return dict(first.values())


def values(param):
    return torch.clone(param.data).requires_grad_(False)


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only: bool = False) -> int:
    if trainable_only:
        return sum(map(torch.Tensor.numel, filter(lambda p: p.requires_grad, net.parameters())))
    return sum(map(torch.Tensor.numel, net.parameters()))
