"""One helper for all three, which is told how to fill; draws double numbers one by one."""

import torch
from torch import nn


def fill(module, weight, bias=True):
    if not isinstance(module, nn.Linear):
        return
    with torch.no_grad():
        for row in module.weight:
            for place in range(len(row)):
                row[place] = weight(module)
        if bias and module.bias is not None:
            module.bias.copy_(torch.zeros(module.bias.shape))


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        draws = iter(torch.randn(module.weight.shape, dtype=torch.float64).flatten().tolist())
        fill(module, lambda layer: std * next(draws))


def init_constant(module, value=1.0):
    fill(module, lambda layer: value)


def init_xavier(module):
    if isinstance(module, nn.Linear):
        end = (6 / sum(module.weight.shape)) ** 0.5
        draws = iter((2 * torch.rand(module.weight.shape) - 1).flatten().tolist())
        fill(module, lambda layer: end * next(draws), bias=False)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
