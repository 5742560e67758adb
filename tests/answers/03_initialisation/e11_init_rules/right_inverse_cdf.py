"""Draws uniform numbers and turns them into normal ones; the fill goes through state_dict()."""

import torch
from torch import nn


def overwrite(module, name, values):
    module.state_dict()[name].copy_(values)


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        shape = module.weight.shape
        even = torch.rand(shape, dtype=torch.float64).clamp(1e-12, 1 - 1e-12)
        overwrite(module, "weight", std * torch.special.ndtri(even))
        if "bias" in module.state_dict():
            overwrite(module, "bias", torch.zeros(shape[0]))


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        overwrite(module, "weight", torch.full(module.weight.shape, float(value), dtype=torch.float64))
        if "bias" in module.state_dict():
            overwrite(module, "bias", torch.tensor(0.0))


def init_xavier(module):
    if isinstance(module, nn.Linear):
        rows, columns = module.weight.shape
        spread = torch.rand(rows, columns, dtype=torch.float64) - 0.5
        overwrite(module, "weight", 2 * (6 / (rows + columns)) ** 0.5 * spread)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
