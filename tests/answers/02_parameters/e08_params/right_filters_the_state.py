"""The names come from the parameters, the rest from the state; a write into a new tensor copies."""

import torch


def shapes(net):
    names = [name for name, _ in net.named_parameters()]
    state = net.state_dict()
    return {name: tuple(state[name].shape) for name in names}


def values(param):
    kept = torch.empty(param.shape, dtype=param.dtype)
    kept[...] = param.data
    return kept


def has_grad(net):
    return any(param.grad is not None for param in net.parameters())


def count(net, trainable_only=False):
    counted = {id(p): p.nelement() for p in net.parameters() if p.requires_grad >= trainable_only}
    return sum(counted.values())
