"""Whatever has a weight of two dimensions is a Linear.

misconception: a_weight_makes_a_linear
check: test_other_modules_are_left_alone
"""

from torch import nn


def init_normal(module, std=0.01):
    if getattr(module, "weight", None) is not None and module.weight.dim() == 2:
        nn.init.normal_(module.weight, mean=0.0, std=std)
        if getattr(module, "bias", None) is not None:
            nn.init.zeros_(module.bias)


def init_constant(module, value=1.0):
    if getattr(module, "weight", None) is not None and module.weight.dim() == 2:
        nn.init.constant_(module.weight, value)
        if getattr(module, "bias", None) is not None:
            nn.init.zeros_(module.bias)


def init_xavier(module):
    if getattr(module, "weight", None) is not None and module.weight.dim() == 2:
        nn.init.xavier_uniform_(module.weight)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
