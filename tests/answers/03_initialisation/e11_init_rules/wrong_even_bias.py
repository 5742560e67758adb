"""Draws the bias with the weight.

misconception: a_bias_is_a_weight
check: test_biases
"""

from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        for parameter in (module.weight, module.bias):
            if parameter is not None:
                nn.init.normal_(parameter, mean=0.0, std=std)


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
