"""Writes under no_grad by hand, Xavier's interval included."""

import torch
from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        with torch.no_grad():
            module.weight.copy_(torch.randn_like(module.weight) * std)
            if module.bias is not None:
                module.bias.zero_()


@torch.no_grad()
def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        module.weight.fill_(value)
        if module.bias is not None:
            module.bias.fill_(0)


@torch.no_grad()
def init_xavier(module):
    if isinstance(module, nn.Linear):
        rows, columns = module.weight.shape
        end = (6 / (rows + columns)) ** 0.5
        module.weight.copy_((2 * torch.rand_like(module.weight) - 1) * end)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
