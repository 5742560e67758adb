"""Whatever counts its inputs is a Linear.

misconception: a_weight_makes_a_linear
check: test_other_modules_are_left_alone
"""

from torch import nn


def init_normal(module, std=0.01):
    if hasattr(module, "in_features"):
        nn.init.normal_(module.weight, mean=0.0, std=std)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_constant(module, value=1.0):
    if hasattr(module, "in_features"):
        nn.init.constant_(module.weight, value)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_xavier(module):
    if hasattr(module, "in_features"):
        nn.init.xavier_uniform_(module.weight)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
