"""`count` takes the frozen ones away from all; `shapes` zips names and shapes; `values` adds to zeros."""

import torch


def shapes(net):
    pairs = list(net.named_parameters())
    return dict(zip([name for name, _ in pairs], [p.size() for _, p in pairs]))


def values(param):
    with torch.no_grad():
        return torch.zeros_like(param, requires_grad=False).add_(param)


def has_grad(net):
    return [p.grad is None for p in net.parameters()].count(False) != 0


def count(net, trainable_only=False):
    frozen = sum(p.numel() for p in net.parameters() if not p.requires_grad)
    return sum(p.numel() for p in net.parameters()) - (frozen if trainable_only else 0)
