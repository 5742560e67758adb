"""Loops with counters, and a gradient that is compared with None."""

import math

import torch


def shapes(net):
    found = {}
    for name, param in net.named_parameters():
        found[name] = param.size()
    return found


def values(param):
    with torch.no_grad():
        return param.clone()


def has_grad(net):
    for param in net.parameters():
        if param.grad != None:
            return True
    return False


def count(net, trainable_only=False):
    total = 0
    for param in net.parameters():
        if trainable_only and not param.requires_grad:
            continue
        total += math.prod(param.shape)
    return total
