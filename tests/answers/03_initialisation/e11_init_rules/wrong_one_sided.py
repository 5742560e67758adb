"""`uniform_` up to a: the lower end is 0 by default.

misconception: an_interval_begins_at_zero
check: test_xavier_weights
"""

from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
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
        nn.init.uniform_(module.weight, b=(6 / (module.in_features + module.out_features)) ** 0.5)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
