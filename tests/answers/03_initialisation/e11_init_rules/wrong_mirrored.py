"""Draws half of the rows and mirrors them, so that the mean is exactly 0.

misconception: one_draw_for_many
check: test_normal_weights
"""

import torch
from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        with torch.no_grad():
            half = torch.randn((module.weight.numel() + 1) // 2) * std
            module.weight.copy_(torch.cat([half, -half])[: module.weight.numel()].view_as(module.weight))
        if module.bias is not None:
            nn.init.zeros_(module.bias)


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
        net.get_submodule(name).apply(rule)
