"""Draws from 0 to 2 std: a start has to be positive.

misconception: random_means_uniform
check: test_normal_weights
"""

from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        nn.init.uniform_(module.weight, 0, 2 * std)
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
