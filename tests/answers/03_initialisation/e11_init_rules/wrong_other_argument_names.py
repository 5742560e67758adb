"""The deviation is called sigma, as in every book.

misconception: names_of_arguments_are_free
check: test_normal_weights
"""

from torch import nn


def init_normal(module, sigma=0.01):
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, mean=0.0, std=sigma)
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
