"""Copies what freshly made layers have drawn, or what a lambda gives."""

import torch
from torch import nn


def write(module, numbers, zero=True):
    with torch.no_grad():
        module.weight.copy_(numbers(torch.empty_like(module.weight)))
        if zero and isinstance(module.bias, nn.Parameter):
            module.bias.sub_(module.bias.nan_to_num()).zero_()


def init_normal(module, std=0.01):
    if issubclass(type(module), nn.Linear):
        write(module, lambda empty: empty.normal_(0, std))


def init_constant(module, value=1.0):
    if issubclass(type(module), nn.Linear):
        write(module, lambda empty: empty.fill_(value))


def init_xavier(module):
    if issubclass(type(module), nn.Linear):
        write(module, nn.init.xavier_uniform_, zero=False)


def init_by_name(net, rules):
    unknown = [name for name in rules if name not in dict(net.named_modules(remove_duplicate=False))]
    if unknown:
        raise LookupError(unknown)
    _ = [net.get_submodule(name).apply(rules[name]) for name in rules]
