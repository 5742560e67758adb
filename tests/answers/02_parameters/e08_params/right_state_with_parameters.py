"""`state_dict(keep_vars=True)` has the Parameters themselves; an OrderedDict of `torch.Size`, filled from behind."""

from collections import OrderedDict

import torch
from torch import nn


def parameters(net):
    known = net.state_dict(keep_vars=True)
    names = {id(known[name]): name for name in reversed(known) if isinstance(known[name], nn.Parameter)}
    return OrderedDict((names[id(tensor)], tensor) for tensor in known.values() if id(tensor) in names)


def shapes(net):
    return OrderedDict((name, param.shape) for name, param in parameters(net).items())


def values(param):
    kept = torch.empty_like(param, requires_grad=False)
    kept.data.copy_(param.data)
    return kept


def has_grad(net):
    return not all(param.grad is None for param in parameters(net).values())


def count(net, trainable_only=False):
    chosen = filter(lambda param: param.requires_grad, net.parameters()) if trainable_only else net.parameters()
    return sum(map(torch.numel, set(chosen)))
