"""Takes a new seed from the clock, so that no two draws are alike.

misconception: any_chance_will_do
check: test_chance_and_grad_mode_belong_to_the_caller
"""

import torch
from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        torch.seed()
        nn.init.normal_(module.weight, mean=0.0, std=std)
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
