"""The numbers are saved and read again; the answers of all parameters make a set."""

import io

import torch


def shapes(net):
    return {name: tuple(param.shape) for name, param in net.named_parameters()}


def values(param):
    file = io.BytesIO()
    torch.save(param.detach(), file)
    file.seek(0)
    return torch.load(file)


def has_grad(net):
    return {param.grad is None for param in net.parameters()} >= {False}


def count(net, trainable_only=False):
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
