"""Compares the last step of the names only.

misconception: the_last_step_is_the_name
check: test_a_rule_reaches_only_its_submodule
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
        nn.init.xavier_uniform_(module.weight)


def init_by_name(net, rules):
    for key, rule in rules.items():
        net.get_submodule(key)
        for name, module in net.named_modules(remove_duplicate=False):
            if name.split(".")[-1] == key.split(".")[-1]:
                module.apply(rule)
