"""Scales the weights that are there to the wanted deviation.

misconception: old_values_will_do
check: test_normal_weights
"""

import torch
from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        with torch.no_grad():
            module.weight.sub_(module.weight.mean()).mul_(std / module.weight.std())
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
