"""Walks over the parameters of a Linear by their names.

misconception: all_parameters_are_weights
check: test_every_linear_of_a_net_is_filled
"""

from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, mean=0.0, std=std)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        for name, parameter in module.named_parameters():
            nn.init.constant_(parameter, value if "weight" in name else 0.0)


def init_xavier(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
