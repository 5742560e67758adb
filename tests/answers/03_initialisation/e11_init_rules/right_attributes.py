"""Follows the names attribute by attribute; inference mode for the writes, which are shuffled numbers."""

import functools

import torch
from torch import nn


@torch.inference_mode()
def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        drawn = torch.randn(module.weight.numel(), dtype=module.weight.dtype) * std
        module.weight.view(-1)[torch.randperm(len(drawn))] = drawn
        if module.bias is not None:
            module.bias.fill_(0)


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        nn.init.constant_(module.weight, value)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_xavier(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)


def init_by_name(net, rules):
    for name, rule in rules.items():
        part = functools.reduce(getattr, name.split("."), net)
        for module in part.modules():
            rule(module)
