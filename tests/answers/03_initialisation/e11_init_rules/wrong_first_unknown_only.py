"""Complains only if none of the names is known.

misconception: unknown_names_are_harmless
check: test_an_unknown_name_raises
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
    modules = dict(net.named_modules(remove_duplicate=False))
    known = [name for name in rules if name in modules]
    if rules and not known:
        raise KeyError(list(rules))
    for name in known:
        modules[name].apply(rules[name])
