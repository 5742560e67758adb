"""Passes over lazy layers until they have run."""

from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear) and not isinstance(module, nn.LazyLinear):
        nn.init.normal_(module.weight, mean=0.0, std=std)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear) and not isinstance(module, nn.LazyLinear):
        nn.init.constant_(module.weight, value)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_xavier(module):
    if isinstance(module, nn.Linear) and not isinstance(module, nn.LazyLinear):
        nn.init.xavier_uniform_(module.weight)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
